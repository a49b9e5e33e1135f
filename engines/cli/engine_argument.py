"""How one engine is named on the command line."""

from pathlib import Path

from engines.engine_process import EngineRequest
from engines.errors import EngineError

FORM = "MODEL[:RUNTIME[:PRECISION[:DEVICE]]]"
_FIELDS = 4


def engine_request(text: str) -> EngineRequest:
    """The engine that a text like `i3d.k400:openvino:int8` or `model.onnx` names.

    What is left out is `auto`. A file whose own name holds colons is taken as it is.
    """
    words = [text] if Path(text).exists() else text.split(":")
    if not all(words) or len(words) > _FIELDS:
        raise EngineError(f"{text!r} names no engine; write {FORM}, as in i3d.k400:openvino:fp32")
    model, runtime, precision, device = (*words, *["auto"] * (_FIELDS - len(words)))
    return EngineRequest(model, runtime, precision, device)
