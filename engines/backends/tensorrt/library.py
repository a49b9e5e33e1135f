"""The TensorRT that is installed here."""

import importlib
import logging
from dataclasses import dataclass
from typing import Any

from engines.accelerators import NOT_INSTALLED, find_tensorrt
from engines.errors import EngineError

_log = logging.getLogger(__name__)
_OLDEST = 10


@dataclass(frozen=True, slots=True)
class TensorRt:
    """An imported TensorRT."""

    module: str
    """`tensorrt` or `tensorrt_rtx`."""
    version: str
    """Its own version, as in `10.13.3`."""
    api: Any
    """The module itself; neither library has types."""
    logger: Any
    """An `ILogger`; keeps what went wrong."""

    @property
    def title(self) -> str:
        """Name and version, for people."""
        product = "TensorRT-RTX" if self.builds_ahead else "TensorRT"
        return f"{product} {self.version}"

    @property
    def builds_ahead(self) -> bool:
        """Whether it builds for GPUs that are not in this machine (TensorRT-RTX does)."""
        return self.module == "tensorrt_rtx"


def load_library(module: str | None = None) -> TensorRt:
    """Import TensorRT, half a second.

    Args:
        module: `tensorrt` or `tensorrt_rtx`; the one that is installed where None.

    Raises:
        EngineError: Neither is installed, it cannot be imported, or it is older than 10.
    """
    module = module or find_tensorrt()
    if module is None:
        raise EngineError(NOT_INSTALLED)
    try:
        api: Any = importlib.import_module(module)
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineError(f"{module} cannot be imported ({error}); install it again") from error
    version = str(api.__version__)
    if module == "tensorrt" and int(version.split(".")[0]) < _OLDEST:
        raise EngineError(f"TensorRT {version} given, {_OLDEST} or newer is needed; upgrade it")
    return TensorRt(module, version, api, _new_logger(api))


def _new_logger(api: Any) -> Any:
    """A logger of TensorRT that passes on to this program's and keeps the last error."""
    levels = {
        api.ILogger.Severity.INTERNAL_ERROR: logging.DEBUG,
        api.ILogger.Severity.ERROR: logging.DEBUG,
        api.ILogger.Severity.WARNING: logging.DEBUG,
    }

    class Logger(api.ILogger):  # type: ignore[misc]  # TensorRT has no types
        def __init__(self) -> None:
            super().__init__()
            self.errors: list[str] = []

        def log(self, severity: Any, message: str) -> None:
            if severity in (api.ILogger.Severity.INTERNAL_ERROR, api.ILogger.Severity.ERROR):
                self.errors[:] = [*self.errors[-9:], message]
            if severity in levels:
                _log.log(levels[severity], "%s", message)

    return Logger()


def take_errors(library: TensorRt) -> str:
    """What TensorRT complained of since the last call, in one line."""
    errors = " | ".join(" ".join(message.split()) for message in library.logger.errors)
    library.logger.errors.clear()
    return errors[:400] or "no reason given"
