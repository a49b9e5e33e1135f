"""What an engine is evaluated on: labelled clips, and splices of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engines.artifacts import Progress, ProgressEvent
from engines.evaluation.labelled import LabelledClip, frames_of, right_classes
from engines.evaluation.runs import Frames
from engines.evaluation.time_to_answer import Splice, seeded_orders
from engines.spec import ModelSpec


@dataclass(frozen=True, slots=True)
class Material:
    """Videos of known actions: the clips by themselves, then what is cut of them."""

    clips: tuple[Frames, ...]
    """Of each its frames, 150 kB each at 224 px."""
    rights: tuple[tuple[int, ...], ...]
    """Of each the classes that are right."""
    splices: tuple[Splice, ...]

    def __len__(self) -> int:
        """How many videos there are."""
        return len(self.clips) + len(self.splices)

    def __iter__(self) -> Iterator[Frames]:
        """All videos; a splice is put together when it is wanted."""
        yield from self.clips
        for splice in self.splices:
            yield np.concatenate(
                [self.clips[place][: splice.frames_each] for place in splice.order]
            )


def read_material(
    clips: Sequence[LabelledClip],
    spec: ModelSpec,
    *,
    splices: int,
    seconds_each: float,
    progress: Progress | None = None,
) -> Material:
    """Decode the clips and order the splices.

    Args:
        clips: labelled with what the model knows.
        spec: the model's.
        splices: how many seeded orders of the clips are cut together.
        seconds_each: how much of each; shorter clips are left out of the splices.
        progress: told how many clips are read.

    Raises:
        EngineError: a label that the model does not have.
        VideoError: a clip cannot be decoded.
    """
    rights = tuple(right_classes(clip, spec) for clip in clips)
    videos = []
    for done, clip in enumerate(clips):
        if progress is not None:
            progress(ProgressEvent("reading the clips", done, len(clips), "clips"))
        videos.append(frames_of(clip, spec))
    size = round(seconds_each / spec.sample_seconds)
    cut = [place for place, video in enumerate(videos) if len(video) >= size]
    orders = seeded_orders(len(cut), splices) if len(cut) > 1 else []
    return Material(tuple(videos), rights, tuple(_splice(cut, one, size, rights) for one in orders))


def _splice(
    cut: Sequence[int], order: Sequence[int], size: int, rights: Sequence[tuple[int, ...]]
) -> Splice:
    places = tuple(cut[number] for number in order)
    return Splice(places, size, tuple(rights[place] for place in places))
