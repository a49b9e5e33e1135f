"""What OpenVINO says when it fails, as one clear line."""

from collections.abc import Iterator
from contextlib import contextmanager

from engines.errors import EngineError
from engines.memory import memory_errors

TRY_ANOTHER = "load the engine again, or try another precision"
"""Advice where a graph that was compiled fails."""


@contextmanager
def openvino_errors(what: str, advice: str) -> Iterator[None]:
    """Turn a failure of OpenVINO into one `EngineError`; a lack of memory says so.

    Args:
        what: What was being done, for people: `model.onnx: compiling it for the CPU`.
        advice: What to do: `build it again`.
    """
    import openvino as ov

    try:
        with memory_errors(what):
            yield
    except RuntimeError as error:
        raise EngineError(
            f"{what}: OpenVINO {ov.__version__} cannot do it ({_last_line(error)}); {advice}"
        ) from error


def _last_line(error: RuntimeError) -> str:
    """The last thing that OpenVINO said; what comes before it are places in its source."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
