"""What a person practised: attempts at signs, and the clips that show how it is done."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from engines import atomic_path, data_dir
from realtime.errors import SettingsError

_VIDEOS = frozenset({".avi", ".gif", ".m4v", ".mkv", ".mov", ".mp4", ".webm"})


ScoredBy = Literal["likeness", "model"]
"""By how like the taught examples an attempt is, or by how sure the model is of the sign."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How one sign goes."""

    tries: int
    best: float
    """Highest score of an attempt, 0..1."""
    last: float
    """Score of the last one."""
    by: ScoredBy = "model"
    """What the scores are; those of another kind cannot be compared with them."""

    def __post_init__(self) -> None:
        """Refuse what no attempt can come to."""
        if self.tries < 1 or not 0 <= self.last <= self.best <= 1:
            raise SettingsError(f"{self} given; scores are from 0 to 1, the best one not below")
        if self.by not in get_args(ScoredBy):
            raise SettingsError(f"{self} given; scores are by {' or '.join(get_args(ScoredBy))}")

    def after(self, score: float, by: ScoredBy) -> "Progress":
        """The same with one more attempt; a score of another kind begins a new best."""
        best = max(self.best, score) if by == self.by else score
        return Progress(self.tries + 1, best, score, by)


class ProgressList:
    """Progress by model and sign, in a file of the user's."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file where there is one; `SettingsError` where it is damaged."""
        self._path = path or data_dir() / "practice.json"
        self._known: dict[str, dict[str, Progress]] = _read(self._path)

    def of(self, model: str) -> Mapping[str, Progress]:
        """What was practised with a model, by sign."""
        return self._known.get(model, {})

    def add(self, model: str, sign: str, score: float, by: ScoredBy) -> Progress:
        """Keep an attempt; `ArtifactError` where the disk refuses it."""
        signs = self._known.setdefault(model, {})
        before = signs.get(sign)
        signs[sign] = before.after(score, by) if before else Progress(1, score, score, by)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(
            {name: {one: asdict(at) for one, at in of.items()} for name, of in self._known.items()},
            ensure_ascii=False,
            indent=1,
        )
        with atomic_path(self._path) as unfinished:
            unfinished.write_text(text, encoding="utf-8")
        return signs[sign]


def reference_clip(folder: Path, sign: str) -> Path | None:
    """The video that shows a sign: named like it, or the first in a folder of its name."""
    places = [*_entries(folder), *_entries(folder / sign)] if "/" not in sign else []
    named = [one for one in places if one.stem == sign or one.parent.name == sign]
    return next((one for one in named if one.suffix.lower() in _VIDEOS), None)


def _entries(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_file()) if folder.is_dir() else []


def _read(path: Path) -> dict[str, dict[str, Progress]]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return {
            model: {sign: Progress(**values) for sign, values in signs.items()}
            for model, signs in known.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, SettingsError) as error:
        raise SettingsError(
            f"{path}: not a list of progress, or damaged: move it away to begin a new one"
        ) from error
