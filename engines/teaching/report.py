"""What validation found, in words and figures for the person who taught."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engines.teaching.lesson import NOTHING, Lesson
from engines.teaching.training import Validation

_ENOUGH_EXAMPLES = 5
_ENOUGH_RECORDINGS = 2


@dataclass(frozen=True, slots=True)
class LabelReport:
    """How one label does on examples that training had not seen."""

    label: str
    examples: int
    recordings: int
    held_out: int
    """Examples that could be held out with their recording; 0: nothing is known yet."""
    right: int
    """How many of these got their label."""

    def __str__(self) -> str:
        """For people: `wave: 3 of 4 right (4 examples, 2 recordings)`."""
        found = f"{self.right} of {self.held_out} right" if self.held_out else "not measured"
        return f"{self.label}: {found} ({self.examples} examples, {self.recordings} recordings)"


@dataclass(frozen=True, slots=True)
class TeachingReport:
    """All labels, what is taken for what, and what to add."""

    labels: tuple[LabelReport, ...]
    confusions: tuple[tuple[str, str, int], ...]
    """Shown, said, how often; only wrong ones, most frequent first."""
    advice: tuple[str, ...]
    """What would help most, one sentence each."""


def report_of(lesson: Lesson, held_out: Sequence[Validation]) -> TeachingReport:
    """Put into words how the examples that were held out did."""
    rows = tuple(_row(lesson, held_out, label) for label in lesson.labels if lesson.of(label))
    wrong = Counter(
        (lesson.examples[one.example].label, one.said)
        for one in held_out
        if one.said != lesson.examples[one.example].label
    )
    confusions = tuple((shown, said, count) for (shown, said), count in wrong.most_common())
    return TeachingReport(rows, confusions, (*_alike(confusions), *_too_few(lesson, rows)))


def _row(lesson: Lesson, held_out: Sequence[Validation], label: str) -> LabelReport:
    examples = lesson.of(label)
    mine = [one for one in held_out if lesson.examples[one.example].label == label]
    return LabelReport(
        label,
        len(examples),
        len({example.recording for example in examples}),
        len(mine),
        sum(one.said == label for one in mine),
    )


def _alike(confusions: Sequence[tuple[str, str, int]]) -> list[str]:
    """A sentence for each pair that is mixed up, once."""
    pairs: dict[frozenset[str], str] = {}
    for shown, said, _ in confusions:
        text = f"{shown!r} and {said!r} look alike: add 3 examples of each"
        if said == NOTHING:
            text = f"{shown!r} was missed: add 3 examples of it, from other places and people"
        elif shown == NOTHING:
            text = f"{said!r} was seen where nothing was: add footage of {NOTHING!r} like that"
        pairs.setdefault(frozenset((shown, said)), text)
    return list(pairs.values())


def _too_few(lesson: Lesson, rows: Sequence[LabelReport]) -> list[str]:
    advice = []
    for row in rows:
        if row.label == NOTHING:
            continue
        if row.recordings < _ENOUGH_RECORDINGS:
            advice.append(
                f"{row.label!r}: record it again another time, else nobody can measure it"
            )
        elif row.examples < _ENOUGH_EXAMPLES:
            advice.append(f"{row.label!r}: {_ENOUGH_EXAMPLES} examples or more make it surer")
    if not lesson.of(NOTHING):
        advice.append(f"no {NOTHING!r} given: add ordinary footage in which none of them happens")
    return advice
