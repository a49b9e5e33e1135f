"""Models by name. Torch is loaded by those who create a network, not by those who ask for names."""

import difflib
import fnmatch
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.artifacts import Progress, weights_file
from engines.errors import EngineError
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class ModelCard:
    """All that is needed to make one model; code is named, not imported."""

    spec: ModelSpec
    """What the model expects and says; its name is the card's."""
    network: str
    """`module:callable` that takes the number of classes and gives the torch module."""
    checkpoint: str
    """`module:callable` that takes the path of the published weights and gives a state dict."""


_cards: dict[str, ModelCard] = {}


def register_model(card: ModelCard) -> ModelCard:
    """Make a model known under its specification's name, `arch.tag`."""
    if card.spec.name in _cards:
        raise EngineError(f"the model {card.spec.name} is registered already; choose another tag")
    _cards[card.spec.name] = card
    return card


def list_models(pattern: str = "*") -> list[str]:
    """The names that match a shell pattern, sorted."""
    return sorted(fnmatch.filter(_cards, pattern))


def model_card(name: str) -> ModelCard:
    """The card of a registered name; `EngineError` suggests the nearest names for others."""
    if name in _cards:
        return _cards[name]
    near = difflib.get_close_matches(name, _cards, n=3, cutoff=0.4) or list_models()
    raise EngineError(f"unknown model {name!r}; did you mean {' or '.join(near)}?")


def create_model(
    name: str, *, pretrained: bool | Path = False, progress: Progress | None = None
) -> "nn.Module":
    """The torch network of a registered model, in evaluation mode.

    Args:
        name: `arch.tag`, as in `i3d.k400`.
        pretrained: True fetches the published weights, a path reads them from there, False
            leaves them random.
        progress: Told how the fetching goes.

    Raises:
        EngineError: Unknown name, or weights that cannot be fetched, read or fitted.
    """
    card = model_card(name)
    build: Callable[[int], nn.Module] = _resolve(card.network)
    network = build(len(card.spec.labels))
    if pretrained:
        path = pretrained if isinstance(pretrained, Path) else weights_file(name, progress)
        _load_weights(network, card, path)
    return network.eval()


def _load_weights(network: "nn.Module", card: ModelCard, path: Path) -> None:
    from engines.checkpoints.fit import fit_state

    read: Callable[[Path], Mapping[str, Tensor]] = _resolve(card.checkpoint)
    fit_state(network, read(path), path)


def _resolve(reference: str) -> Any:
    module, _, attribute = reference.partition(":")
    return getattr(importlib.import_module(module), attribute)
