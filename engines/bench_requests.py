"""What a benchmark measures where nobody says it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from engines.choice import PRECISIONS
from engines.engine_process import EngineRequest
from engines.errors import EngineError
from engines.loading import EngineMode

MODES: tuple[EngineMode, ...] = ("window", "stream")
NO_FILES: Mapping[str, str] = MappingProxyType({})
"""The model has weights of its own."""


def default_requests(
    model: str, modes: Sequence[EngineMode] = MODES, random_files: Mapping[str, str] = NO_FILES
) -> list[EngineRequest]:
    """Every engine of a model that this machine's CPU may run, torch first.

    Whether each can be had is for the door to say, as it is loaded.

    Args:
        model: A registered name, or the path of an exported file.
        modes: Those to measure.
        random_files: By mode, what stands in for weights that the model does not have.
    """
    engines = [("torch", "fp32"), *(("openvino", precision) for precision in _precisions())]
    return [
        EngineRequest(model, runtime, precision, "cpu", mode, random_files.get(mode))
        for runtime, precision in engines
        for mode in modes
    ]


def named_requests(
    model: str,
    names: Sequence[str],
    modes: Sequence[EngineMode],
    random_files: Mapping[str, str] = NO_FILES,
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
            EngineRequest(model, runtime, precision, device, mode, random_files.get(mode))
            for mode in modes
        ]
    return requests


def _precisions() -> list[str]:
    """What OpenVINO offers and this CPU has instructions for."""
    from engines.backends.openvino import has_bf16

    return [name for name in PRECISIONS["openvino"] if name != "bf16" or has_bf16()]
