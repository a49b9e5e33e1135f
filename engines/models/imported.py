"""Models that users imported: a card of JSON and a checkpoint for each, in their data folder.

The cards are read when names are looked up, so that a model is known in every process at once.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from engines.artifacts import LocalFile, data_place
from engines.checkpoints.formats import FORMATS
from engines.errors import EngineError
from engines.models.registry import ModelCard

_log = logging.getLogger(__name__)
_ENDING = ".json"


def imported_place() -> Path:
    """The folder of the cards; not made here."""
    return data_place() / "models"


def card_place(name: str) -> Path:
    """Where the card of an imported model lies."""
    return imported_place() / f"{name}{_ENDING}"


def imported_names() -> list[str]:
    """The names that have a card, sorted, readable or not."""
    return sorted(path.name.removesuffix(_ENDING) for path in _card_files())


def _card_files() -> list[Path]:
    # What is being written begins with a dot.
    return sorted(imported_place().glob(f"[!.]*{_ENDING}"))


def find_imported(known: Mapping[str, ModelCard]) -> Iterator[ModelCard]:
    """The cards of all imported models whose architecture is known."""
    for path in _card_files():
        try:
            stat = path.stat()
        except FileNotFoundError:  # another process has just removed it
            continue
        card = _card(path, stat.st_mtime_ns, stat.st_size)
        if card is not None and card.arch in known:
            arch = known[card.arch]
            yield replace(arch, spec=card.spec, checkpoint=card.checkpoint, weights=card.weights)


@lru_cache(maxsize=256)
def _card(path: Path, _changed_ns: int, _bytes: int) -> ModelCard | None:
    """What a card says, without its architecture's part; read once as long as it stays the same."""
    # pydantic is loaded only where there are cards to read.
    from engines.models.imported_card import read_card

    try:
        card = read_card(path)
    except EngineError as error:
        _log.warning("%s; import it again, or `liveact-engine remove %s`", error, path.stem)
        return None
    weights = LocalFile(path.with_name(card.file), card.sha256)
    return ModelCard(card.spec, "", FORMATS[card.format].reader, weights)
