"""The transcript of a sign-language desk: glosses in order, and what a person makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engines import LabelScore
from realtime.errors import SettingsError

UNKNOWN_SIGN = "not a sign I know"
"""What stands where no label is right."""

_UNDOABLE = 200
"""How many steps back there are."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """One sign as it was understood."""

    number: int
    """Counts the signs; one that turns out longer keeps its number."""
    label: str | None
    """None is a sign that is not known."""
    confidence: float | None
    """Score of the label, 0..1, or of the best guess where none is right; None: edited by hand."""
    start_seconds: float
    """When the motion began, in time of the stream."""
    end_seconds: float
    guesses: tuple[LabelScore, ...] = ()
    """The next ones, best first, at most three."""

    @property
    def text(self) -> str:
        """As it is read."""
        return self.label or UNKNOWN_SIGN


class Transcript:
    """Glosses in the order of time, with edits that can be undone; one thread."""

    def __init__(self) -> None:
        """Empty."""
        self._glosses: dict[int, Gloss] = {}
        self._deleted: set[int] = set()
        self._undo: list[tuple[Gloss, ...]] = []

    @property
    def glosses(self) -> tuple[Gloss, ...]:
        """All that stand in it."""
        return tuple(sorted(self._glosses.values(), key=lambda one: one.number))

    @property
    def next_number(self) -> int:
        """One above all that were ever in it."""
        return 1 + max((*self._glosses, *self._deleted), default=-1)

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._undo)

    def put(self, gloss: Gloss) -> None:
        """Add a gloss, or what became of it; what a person said of it stays."""
        known = self._glosses.get(gloss.number)
        if gloss.number in self._deleted:
            return
        if known is not None and known.confidence is None:
            gloss = replace(known, end_seconds=gloss.end_seconds)
        self._glosses[gloss.number] = gloss

    def edit(self, number: int, label: str) -> None:
        """Say what a sign was; `SettingsError` for an empty label or a gloss that is not there."""
        text = " ".join(label.split())
        if not text:
            raise SettingsError("an empty gloss given; write a word, or delete it")
        old = self._known(number)
        if text == old.label:
            return
        self._note(old)
        self._glosses[number] = replace(
            old, label=text, confidence=None, guesses=_others(old, text)
        )

    def choose(self, number: int, place: int) -> None:
        """Take the guess at this place, from 0, in place of what is there."""
        guesses = self._known(number).guesses
        if not 0 <= place < len(guesses):
            raise SettingsError(f"guess {place + 1} given; there are {len(guesses)}")
        self.edit(number, guesses[place].label)

    def delete(self, number: int) -> None:
        """Take a gloss out."""
        self._take_out([self._known(number)])

    def clear(self) -> None:
        """Take all of them out."""
        if self._glosses:
            self._take_out(self.glosses)

    def undo(self) -> bool:
        """Take the last edit back; what was signed since stays. False where there is none."""
        if not self._undo:
            return False
        for gloss in self._undo.pop():
            self._deleted.discard(gloss.number)
            self._glosses[gloss.number] = gloss
        return True

    def _known(self, number: int) -> Gloss:
        if number not in self._glosses:
            raise SettingsError(f"gloss {number} given; it is not in the transcript")
        return self._glosses[number]

    def _take_out(self, glosses: Sequence[Gloss]) -> None:
        self._note(*glosses)
        for gloss in glosses:
            self._deleted.add(gloss.number)
            del self._glosses[gloss.number]

    def _note(self, *before: Gloss) -> None:
        self._undo.append(before)
        del self._undo[:-_UNDOABLE]


def _others(old: Gloss, chosen: str) -> tuple[LabelScore, ...]:
    """The guesses that are left, with the label that was there first: it may have been right."""
    kept = tuple(guess for guess in old.guesses if guess.label != chosen)
    if old.label is None or old.confidence is None:
        return kept
    return (LabelScore(old.label, old.confidence, 0.0), *kept)[:3]
