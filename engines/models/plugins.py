"""Models of other people's packages, found by the entry points that these declare."""

import logging
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from engines.errors import EngineError
from engines.models.registry import ModelCard

GROUP = "liveact.models"
_log = logging.getLogger(__name__)
_BROKEN = (ImportError, AttributeError, SyntaxError, LookupError, TypeError, ValueError)
"""What loading somebody's module raises, by where it is wrong."""

_found: list[ModelCard] | None = None
_loading = threading.RLock()
"""Held while plugins are loaded: others wait, and what a plugin asks for itself is answered."""


def find_plugins(known: Mapping[str, ModelCard]) -> Iterator[ModelCard]:
    """The cards of all installed packages; one that cannot be used is said once."""
    for card in _loaded():
        if known.get(card.spec.name, card) is card:
            yield card
        else:
            _say(f"a plugin's model {card.spec.name} is passed over: the name is taken")


def _loaded() -> list[ModelCard]:
    global _found
    with _loading:
        if _found is None:
            _found = []
            for entry in entry_points(group=GROUP):
                _found += _cards_of(entry)
        return _found


def _cards_of(entry: EntryPoint) -> list[ModelCard]:
    try:
        card = entry.load()
    except (*_BROKEN, EngineError) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        _say(f"the plugin {entry.name} ({entry.value}) is passed over: {reason}")
        return []
    if isinstance(card, ModelCard):
        return [card]
    kind = type(card).__name__
    _say(f"the plugin {entry.name} is passed over: {entry.value} is {kind}, not a ModelCard")
    return []


@cache
def _say(message: str) -> None:
    """Once, however often names are looked up."""
    _log.warning("%s", message)
