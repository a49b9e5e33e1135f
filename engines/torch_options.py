"""How torch runs a network, as a part of its name: `torch+compile+channels_last`."""

from dataclasses import dataclass, fields
from typing import Self

from engines.errors import EngineError

TORCH = "torch"


@dataclass(frozen=True, slots=True)
class TorchOptions:
    """What is done beside running the layers one by one. All off: eager, the reference."""

    compile: bool = False
    """`torch.compile`: layers are fused, in seconds to minutes as the engine is loaded."""
    channels_last: bool = False
    """Channels lie together in memory, and cuDNN tries all its ways for each shape."""
    graph: bool = False
    """The work is recorded as a CUDA graph and replayed; on a GPU only."""

    @classmethod
    def of(cls, runtime: str) -> Self:
        """The options in a runtime's name; `EngineError` for a word that is none of them."""
        _, *words = runtime.split("+")
        known = [option.name for option in fields(cls)]
        for word in words:
            if word not in known or words.count(word) > 1:
                raise EngineError(
                    f"runtime {runtime!r} given; torch may be followed by each of "
                    f"{', '.join('+' + name for name in known)} once"
                )
        options = cls(**dict.fromkeys(words, True))
        if options.compile and options.graph:
            raise EngineError(f"runtime {runtime!r} given; choose one of +compile and +graph")
        return options


def is_torch(runtime: str) -> bool:
    """Whether a runtime's name is torch, with options or without."""
    return runtime.partition("+")[0] == TORCH
