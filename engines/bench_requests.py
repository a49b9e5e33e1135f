"""What a benchmark measures where nobody says it."""

from collections.abc import Sequence

from engines.choice import PRECISIONS
from engines.engine_process import EngineRequest
from engines.errors import EngineError
from engines.loading import EngineMode

MODES: tuple[EngineMode, ...] = ("window", "stream")


def default_requests(
    model: str, modes: Sequence[EngineMode] = MODES, random_onnx: str | None = None
) -> list[EngineRequest]:
    """Every engine of a model that this machine's CPU may run, torch first.

    Whether each can be had is for the door to say, as it is loaded.

    Args:
        model: A registered name, or the path of an exported file.
        modes: Those to measure. Torch is measured with whole windows, which is its only mode.
        random_onnx: Stands in for weights that the model does not have.
    """
    requests = [EngineRequest(model, "torch", "fp32", "cpu", "window", random_onnx)]
    for precision in _precisions():
        requests += [
            EngineRequest(model, "openvino", precision, "cpu", mode, random_onnx) for mode in modes
        ]
    return requests


def named_requests(
    model: str, names: Sequence[str], modes: Sequence[EngineMode], random_onnx: str | None = None
) -> list[EngineRequest]:
    """The engines that texts like `openvino:bf16` or `torch:fp16:cuda` name.

    Raises:
        EngineError: A text of another form.
    """
    requests = []
    for name in names:
        words = name.split(":")
        if not all(words) or len(words) > 3:
            raise EngineError(
                f"{name!r} names no engine; write RUNTIME[:PRECISION[:DEVICE]], as in openvino:bf16"
            )
        runtime, precision, device = (*words, *["auto"] * (3 - len(words)))
        requests += [
            EngineRequest(model, runtime, precision, device, mode, random_onnx)
            for mode in modes
            if mode == "window" or not runtime.startswith("torch")
        ]
    return requests


def _precisions() -> list[str]:
    """What OpenVINO offers and this CPU has instructions for."""
    from engines.backends.openvino import has_bf16

    return [name for name in PRECISIONS["openvino"] if name != "bf16" or has_bf16()]
