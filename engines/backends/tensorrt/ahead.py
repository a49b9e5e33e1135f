"""Builds plans for GPUs that are not in this machine, which TensorRT-RTX can do."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from engines.artifacts import Progress
from engines.backends.tensorrt.library import load_library
from engines.backends.tensorrt.loading import plan_key
from engines.backends.tensorrt.plans import built_plan
from engines.errors import EngineError
from engines.spec import ModelSpec

_RTX = "tensorrt_rtx"
_TARGET = re.compile(r"(?:sm)?(\d{1,2})\.?(\d)", re.IGNORECASE)


def compute_capabilities(text: str) -> list[str]:
    """What a text like `sm75,sm120` or `7.5,12.0` names, as in `7.5`, each once.

    Raises:
        EngineError: A word of another form.
    """
    found: dict[str, None] = {}
    for word in text.split(","):
        match = _TARGET.fullmatch(word.strip())
        if match is None:
            raise EngineError(
                f"{word.strip()!r} names no compute capability; write them as in sm75,sm89,sm120"
            )
        found[f"{match[1]}.{match[2]}"] = None
    return list(found)


def build_ahead(
    onnx: Path,
    spec: ModelSpec,
    precision: str,
    capabilities: list[str],
    progress: Progress | None = None,
) -> Iterator[tuple[str, Path]]:
    """Each compute capability and its plan in the cache, as soon as it is there.

    A machine with such a GPU takes the plan where it and its note lie in its own cache.

    Args:
        onnx: What `export_onnx` wrote.
        spec: Its specification; `clip_len` is the one length that the plan takes.
        precision: `auto`, which is fp16, or one of TensorRT's.
        capabilities: As in `8.9`.
        progress: Told how building goes; what it raises ends the building process.

    Raises:
        EngineError: TensorRT-RTX is not installed, or refuses one of them.
    """
    if find_spec(_RTX) is None:
        raise EngineError(
            "building for GPUs that are not here needs TensorRT-RTX; pip install 'liveact[rtx]'"
        )
    library = load_library(_RTX)
    chosen = "fp16" if precision == "auto" else precision
    for capability in capabilities:
        key = plan_key(onnx, spec, chosen, library, capability)
        yield capability, built_plan(key, onnx, progress)
