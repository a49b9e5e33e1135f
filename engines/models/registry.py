"""Models by name. Torch is loaded by those who create a network, not by those who ask for names.

A name is an architecture, as in `r3d_18`, or an architecture with a tag that says which weights,
as in `r3d_18.k400`. Both have a card; that of an architecture alone says how clips are made for
it, and knows neither labels nor weights.
"""

import difflib
import fnmatch
import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.artifacts import Progress, WeightsFile, fetch
from engines.errors import EngineError
from engines.extras import wanting_extra
from engines.spec import ModelSpec

if TYPE_CHECKING:
    from torch import nn

    from engines.checkpoints.fit import Array


@dataclass(frozen=True, slots=True)
class ModelCard:
    """All that is needed to make one model; code is named, not imported."""

    spec: ModelSpec
    """What the model expects and says; its name is the card's. No labels: an architecture."""
    network: str
    """`module:callable` that takes the number of classes and gives the torch module."""
    checkpoint: str = "engines.checkpoints.torch_file:read_state"
    """`module:callable` that takes the path of a checkpoint and gives a state dict."""
    weights: WeightsFile | None = None
    """The published or imported weights; None: there are none that a program can fetch."""
    head: tuple[str, ...] = ("fc.",)
    """What the names of the last layer's weights begin with: their shape follows the labels."""
    streams: bool = False
    """Whether the network has `step`, so that a stream costs no more than its new frames."""

    @property
    def arch(self) -> str:
        """The name without its tag."""
        return self.spec.name.partition(".")[0]


_cards: dict[str, ModelCard] = {}

CardSource = Callable[[Mapping[str, ModelCard]], Iterable[ModelCard]]
"""Gives cards that may come and go; it is handed those that are known before it."""

_sources: list[CardSource] = []


def register_model(card: ModelCard) -> ModelCard:
    """Make a model known under its specification's name, `arch` or `arch.tag`."""
    if card.spec.name in _known_cards():
        raise EngineError(f"the model {card.spec.name} is registered already; choose another tag")
    _cards[card.spec.name] = card
    return card


def register_source(find: CardSource) -> None:
    """Make models known that may come and go, such as imported ones: asked for at every look."""
    _sources.append(find)


def _known_cards() -> dict[str, ModelCard]:
    """All cards by name; of two with one name, the one that was known first."""
    known = dict(_cards)
    for find in _sources:
        found = {card.spec.name: card for card in find(known)}
        known = found | known
    return known


def list_models(pattern: str = "*", *, pretrained: bool = False) -> list[str]:
    """The names that match a shell pattern, sorted.

    Args:
        pattern: As in `r2*`.
        pretrained: Only those whose weights can be fetched.
    """
    cards = _known_cards()
    names = sorted(fnmatch.filter(cards, pattern))
    return [name for name in names if not pretrained or cards[name].weights is not None]


def model_card(name: str) -> ModelCard:
    """The card of a registered name; `EngineError` suggests the nearest names for others."""
    cards = _known_cards()
    if name in cards:
        return cards[name]
    near = difflib.get_close_matches(name, cards, n=3, cutoff=0.7) or list_models(pretrained=True)
    raise EngineError(f"unknown model {name!r}; did you mean {' or '.join(near)}?")


def create_model(
    name: str,
    *,
    num_classes: int | None = None,
    pretrained: bool | Path = False,
    progress: Progress | None = None,
) -> "nn.Module":
    """The torch network of a registered model, in evaluation mode.

    Args:
        name: `arch.tag`, as in `i3d.k400`, or `arch` with `num_classes`.
        num_classes: How many labels it tells apart, where not the model's own. Published weights
            of another number of labels then fill all but the last layer, which stays random.
        pretrained: True fetches the published weights, a path reads them from there, False
            leaves them random.
        progress: Told how the fetching goes.

    Raises:
        EngineError: Unknown name, no number of classes, or weights that cannot be fetched, read
            or fitted.
    """
    card = model_card(name)
    network = untrained(card, _class_count(card, num_classes))
    if pretrained:
        path = pretrained if isinstance(pretrained, Path) else _published(card, progress)
        _load_weights(network, card, path, num_classes)
    return network.eval()


def untrained(card: ModelCard, num_classes: int) -> "nn.Module":
    """The network of a card with random weights."""
    build: Callable[[int], nn.Module] = _resolve(card.network)
    return build(num_classes)


def _class_count(card: ModelCard, num_classes: int | None) -> int:
    count = len(card.spec.labels) if num_classes is None else num_classes
    if count > 0:
        return count
    if num_classes is None:
        raise EngineError(
            f"{card.spec.name} is an architecture without labels; give num_classes, or a name "
            f"with weights: {_tagged(card)}"
        )
    raise EngineError(f"{card.spec.name}: {num_classes} classes given, at least 1 is needed")


def _published(card: ModelCard, progress: Progress | None) -> Path:
    if card.weights is None:
        raise EngineError(
            f"{card.spec.name} has no published weights; give the path of a checkpoint, or a "
            f"name with weights: {_tagged(card)}"
        )
    return fetch(card.weights, progress)


def _tagged(card: ModelCard) -> str:
    """The names with published weights, those of the same architecture where it has any."""
    names = list_models(f"{card.arch}.*", pretrained=True) or list_models(pretrained=True)
    return ", ".join(names)


def _load_weights(
    network: "nn.Module", card: ModelCard, path: Path, num_classes: int | None
) -> None:
    from engines.checkpoints.fit import fit_state, with_own_head

    state = read_weights(card, path)
    published = len(card.spec.labels)
    if published and num_classes not in (None, published):
        state = with_own_head(network, state, card.head)
    fit_state(network, state, path, card.head)


def read_weights(card: ModelCard, path: Path) -> "Mapping[str, Array]":
    """The state dict in a checkpoint of a model; `CheckpointError` where it cannot be read."""
    read: Callable[[Path], Mapping[str, Array]] = _resolve(card.checkpoint)
    return read(path)


def _resolve(reference: str) -> Any:
    module, _, attribute = reference.partition(":")
    with wanting_extra(module):
        return getattr(importlib.import_module(module), attribute)
