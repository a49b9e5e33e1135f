"""What a model is taught with: examples as the backbone sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError

NOTHING = "nothing"
"""The label of what is none of the taught actions."""


@dataclass(frozen=True, slots=True, eq=False)
class TaughtExample:
    """One showing of an action."""

    label: str
    recording: str
    """What it was cut from; examples of one recording never stand on both sides of a split."""
    start_seconds: float
    end_seconds: float
    embeddings: NDArray[np.float32]  # (views, D)
    """Several views of the same showing: shifted in time, mirrored. Never written to."""
    thumbnail: bytes = b""
    """A small JPEG; empty where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """All examples; changing it gives another, so that every step can be undone."""

    examples: tuple[TaughtExample, ...] = ()

    def with_example(self, example: TaughtExample) -> "Lesson":
        """One more at the end."""
        return replace(self, examples=(*self.examples, example))

    def without(self, place: int) -> "Lesson":
        """The example at this place is gone."""
        self._check(place)
        return replace(self, examples=self.examples[:place] + self.examples[place + 1 :])

    def relabelled(self, place: int, label: str) -> "Lesson":
        """The example at this place shows something else."""
        self._check(place)
        changed = replace(self.examples[place], label=clean_label(label))
        return replace(
            self, examples=(*self.examples[:place], changed, *self.examples[place + 1 :])
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """What is taught, in the order of the first examples; 'nothing' last, always there."""
        taught = dict.fromkeys(example.label for example in self.examples)
        taught.pop(NOTHING, None)
        return (*taught, NOTHING)

    def of(self, label: str) -> tuple[TaughtExample, ...]:
        """The examples of a label."""
        return tuple(example for example in self.examples if example.label == label)

    def check(self) -> None:
        """Raise `EngineError` where nothing can be learned from it; says what to add."""
        check_counts({label: len(self.of(label)) for label in self.labels})
        self._check_twins()

    def _check_twins(self) -> None:
        """No showing has two labels: nobody could learn the difference."""
        seen: dict[bytes, TaughtExample] = {}
        for example in self.examples:
            key = np.ascontiguousarray(example.embeddings).tobytes()
            other = seen.setdefault(key, example)
            if other.label != example.label:
                raise EngineError(
                    f"{other.label!r} and {example.label!r} are taught with the same clip "
                    f"({example.recording}); delete or relabel one"
                )

    def _check(self, place: int) -> None:
        if not 0 <= place < len(self.examples):
            raise EngineError(f"example {place} given, there are {len(self.examples)}")


def check_counts(counts: Mapping[str, int]) -> None:
    """Raise `EngineError` where so many examples of each label are too few; says what to add."""
    taught = [label for label in counts if label != NOTHING]
    if not taught:
        raise EngineError("no examples of any action given; show at least two of each")
    few = [label for label in taught if counts[label] < 2]
    if few:
        names = ", ".join(repr(label) for label in few)
        raise EngineError(f"one example only of {names}; at least two of each are needed")
    if len(taught) == 1 and not counts.get(NOTHING):
        raise EngineError(
            f"only {taught[0]!r} is taught, with nothing to tell it from; "
            f"add another action, or ordinary footage as {NOTHING!r}"
        )


def clean_label(label: str) -> str:
    """The label without blanks around it; any script and any character is all right.

    Raises:
        EngineError: Nothing is left, or it is longer than a line.
    """
    cleaned = " ".join(label.split())
    if not cleaned or len(cleaned) > 80 or not cleaned.isprintable():
        raise EngineError(
            f"the label {label[:90]!r} given; 1 to 80 printable characters are needed"
        )
    return cleaned


def unit(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    """Embeddings (…, D) of length one."""
    length = np.linalg.norm(embeddings, axis=-1, keepdims=True)
    scaled: NDArray[np.float32] = (embeddings / np.maximum(length, 1e-12)).astype(np.float32)
    return scaled


def stacked(
    examples: Sequence[TaughtExample], labels: tuple[str, ...]
) -> tuple[NDArray[np.float32], NDArray[np.intp], NDArray[np.intp]]:
    """All views (n, D) of length one, the class of each (n,), and the example of each (n,)."""
    views = unit(np.concatenate([example.embeddings for example in examples]))
    counts = [len(example.embeddings) for example in examples]
    classes = np.repeat([labels.index(example.label) for example in examples], counts)
    return views, classes.astype(np.intp), np.repeat(np.arange(len(examples)), counts)
