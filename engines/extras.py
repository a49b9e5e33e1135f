"""Libraries that not every install has, and the extra that brings each."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from engines.errors import EngineError

_EXTRAS = {
    "torch": "train",
    "onnxscript": "train",
    "onnx_ir": "train",
    "nncf": "int8",
    "sklearn": "teach",
    "threadpoolctl": "teach",
}
"""The extra of liveact by the module that it brings."""


def is_installed(module: str) -> bool:
    """Whether a library can be imported here; it is not imported for that."""
    return find_spec(module) is not None


@contextmanager
def wanting_extra(purpose: str) -> Iterator[None]:
    """Turn the import of an optional library that is not here into one clear `EngineError`.

    Args:
        purpose: What wants it: `the runtime torch`.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        raise EngineError(missing(purpose, error.name)) from error


def missing(purpose: str, module: str) -> str:
    """One line about a library that is not here: who wants it and how to get it."""
    extra = _EXTRAS[module]
    return f"{purpose} needs {module}, which is not installed; pip install 'liveact[{extra}]'"
