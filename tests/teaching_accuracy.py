"""What teaching comes to on the evaluation clips: `python -m tests.teaching_accuracy`.

Waving is taught by two people's clips and asked of a third person's; four other actions are taught
by the first halves of clips and asked of the other halves; clips of actions that were never taught
should be 'nothing'. Footage for 'nothing' is one half of the other clips, asked for is the other
half, both ways. The four are drawn with a seed, ten times.

What the backbone sees is kept in the cache, so that another look takes seconds.
"""

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines import (
    NOTHING,
    Head,
    Lesson,
    Likeness,
    ProgressEvent,
    ProgressLine,
    TaughtExample,
    embedded,
    load_embedder,
)
from engines.artifacts import cache_dir
from engines.evaluation.labelled import LabelledClip, frames_of
from engines.teaching.lesson import unit
from engines.teaching.training import train_head

WAVES = ("wave_1.avi", "wave_2.avi", "wave_3.avi")
LEFT_OUT = ("arm_wrestling_6fps.mp4",)
"""The same recording as another clip."""
EXAMPLE_FRAMES = 48
MOST_EXAMPLES = 8
DRAWS = 10
FEW = (1, 2, 3, 5)
FOOTAGE_CLIPS = (2, 4, 8, 12)
FOOTAGE_DRAWS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing that was asked."""

    kind: str
    """`wave`, `half` or `stranger`."""
    clip: str
    right: bool
    centroid_right: bool
    """The same question to the nearest mean of the same embeddings."""
    cosine: float
    """To the nearest example of any action."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How like the examples of a taught clip something is, as practice scores it."""

    is_same: bool
    """Whether it is the other half of that clip."""
    likeness: float
    """0..1."""


def main() -> int:
    """Look, teach, ask; a table on standard output, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.teaching_accuracy", description=__doc__)
    parser.add_argument("clips", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    seen = _seen(arguments.clips)
    found = [one for draw in range(DRAWS) for one in _draw(seen, draw)]
    facts = {
        "asked": _table([one for one in found if isinstance(one, Outcome)]),
        "likeness": _likeness_rows([one for one in found if isinstance(one, Compared)]),
        "few": _few_shots(seen),
        "footage": [_by_footage(seen, clips) for clips in FOOTAGE_CLIPS],
    }
    sys.stdout.write(json.dumps(facts, indent=1) + "\n" if arguments.json else _text(facts))
    return 0


def _seen(clips: Path) -> dict[str, list[TaughtExample]]:
    """The examples of each clip as the backbone sees them; from the cache where it has them."""
    videos = sorted(path for path in clips.iterdir() if path.name not in LEFT_OUT)
    place = cache_dir() / "teaching-accuracy.npz"
    kept = dict(np.load(place)) if place.is_file() else {}
    if not all(video.name in kept for video in videos):
        with ProgressLine() as progress, closing(load_embedder("i3d.k400", None, progress)) as eyes:
            for done, video in enumerate(videos):
                progress(ProgressEvent("looking at the clips", done, len(videos), "clips"))
                frames = frames_of(LabelledClip(video, ("?",)), eyes.spec)
                pieces = _pieces(frames)
                kept[video.name] = np.stack(
                    [embedded(eyes, piece, mirrored=True) for piece in pieces]
                )
        np.savez(place, **kept)
    return {
        video.name: [
            TaughtExample(video.stem, video.name, float(n), n + 1.0, views)
            for n, views in enumerate(kept[video.name])
        ]
        for video in videos
    }


def _pieces(frames: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """At most eight examples of about two seconds, spread over a clip."""
    length = min(EXAMPLE_FRAMES, len(frames))
    count = min(MOST_EXAMPLES, max(1, len(frames) // length))
    starts = np.linspace(0, len(frames) - length, count).round().astype(int)
    return [frames[start : start + length] for start in starts]


def _draw(seen: dict[str, list[TaughtExample]], seed: int) -> list[Outcome | Compared]:
    """Four actions, two folds of the strangers."""
    random = np.random.default_rng(seed)
    others = [name for name in seen if name not in WAVES]
    long = [name for name in others if len(seen[name]) >= 2]
    four = list(random.choice(long, 4, replace=False))
    strangers = [name for name in others if name not in four]
    random.shuffle(strangers)
    half = len(strangers) // 2
    folds = (strangers[:half], strangers[half:])
    return [
        outcome
        for footage, asked in (folds, folds[::-1])
        for outcome in _asked(seen, four, footage, asked)
    ]


def _asked(
    seen: dict[str, list[TaughtExample]],
    four: Sequence[str],
    footage: Sequence[str],
    strangers: Sequence[str],
) -> list[Outcome | Compared]:
    taught = [_as("wave", example) for wave in WAVES[:2] for example in seen[wave]]
    halves = {name: len(seen[name]) // 2 for name in four}
    taught += [_as(name, example) for name in four for example in seen[name][: halves[name]]]
    taught += [_as(NOTHING, example) for name in footage for example in seen[name]]
    questions = [("wave", "wave", example) for example in seen[WAVES[2]]]
    questions += [("half", name, e) for name in four for e in seen[name][halves[name] :]]
    questions += [("stranger", NOTHING, e) for name in strangers for e in seen[name]]
    lesson = Lesson(_doubled(taught))
    head = train_head(lesson)[0]
    outcomes: list[Outcome | Compared] = []
    for kind, right, example in questions:
        said = _said(head, example)
        nearest = _nearest_mean(taught, example)
        standard = head.standardised(example.embeddings)
        cosine = float((standard @ head.prototypes.T).max())
        outcomes.append(Outcome(kind, example.recording, said == right, nearest == right, cosine))
    likeness = Likeness(lesson, head)
    return outcomes + [
        Compared(right == name, likeness.of(example.embeddings, name))
        for name in four
        for _, right, example in questions
    ]


def _as(label: str, example: TaughtExample) -> TaughtExample:
    return TaughtExample(label, example.recording, 0.0, 2.0, example.embeddings)


def _doubled(examples: list[TaughtExample]) -> tuple[TaughtExample, ...]:
    """A label that has one example gets its views as two: teaching asks for two of each."""
    counts = Counter(example.label for example in examples)
    split = []
    for example in examples:
        if counts[example.label] > 1 or example.label == NOTHING:
            split.append(example)
            continue
        for views in np.array_split(example.embeddings, 2):
            split.append(TaughtExample(example.label, example.recording, 0.0, 2.0, views))
    return tuple(split)


def _nearest_mean(taught: Sequence[TaughtExample], example: TaughtExample) -> str:
    labels = dict.fromkeys(one.label for one in taught)
    asked = unit(example.embeddings).mean(axis=0)
    means = {label: _mean_of([one for one in taught if one.label == label]) for label in labels}
    return max(means, key=lambda label: float(means[label] @ asked))


def _mean_of(examples: Sequence[TaughtExample]) -> NDArray[np.float32]:
    return unit(np.concatenate([unit(one.embeddings) for one in examples]).mean(axis=0))


def _few_shots(seen: dict[str, list[TaughtExample]]) -> list[dict[str, object]]:
    """Whole recordings held out: of waving, the only action here that several clips show.

    Then examples of the first halves of clips, asked of the other halves: the same scene.
    """
    rows: list[dict[str, object]] = []
    others = [name for name in seen if name not in WAVES]
    footage = [_as(NOTHING, example) for name in others for example in seen[name]]
    for count in (1, 2):
        right = [
            _says([_as("wave", e) for name in shown for e in seen[name]] + footage, example)
            == "wave"
            for shown in itertools.combinations(WAVES, count)
            for held_out in WAVES
            if held_out not in shown
            for example in seen[held_out]
        ]
        rows.append(_row("by recording", count, right))
    long = [name for name in others if len(seen[name]) >= 4]
    for count in FEW:
        right = []
        for name in long:
            half = len(seen[name]) // 2
            if half < count:
                continue
            shown = [_as(name, example) for example in seen[name][:count]]
            rest = [_as(NOTHING, e) for other in others if other != name for e in seen[other]]
            right += [_says(shown + rest, example) == name for example in seen[name][half:]]
        if right:
            rows.append(_row("other half", count, right))
    return rows


def _by_footage(seen: dict[str, list[TaughtExample]], clips: int) -> dict[str, object]:
    """Waving by two people against footage of so many clips: is the third person's found?"""
    others = [name for name in seen if name not in WAVES]
    waves, strangers = [], []
    for seed in range(FOOTAGE_DRAWS):
        shown = np.random.default_rng(seed).choice(others, clips, replace=False)
        footage = [_as(NOTHING, example) for name in shown for example in seen[name]]
        for held_out in WAVES:
            taught = [_as("wave", e) for name in WAVES if name != held_out for e in seen[name]]
            head = train_head(Lesson(_doubled(taught + footage)))[0]
            waves += [_said(head, example) == "wave" for example in seen[held_out]]
            rest = [name for name in others if name not in shown]
            strangers += [_said(head, e) == NOTHING for name in rest for e in seen[name]]
    return {
        "footage_clips": clips,
        "waves_right": sum(waves),
        "waves": len(waves),
        "strangers_right": sum(strangers),
        "strangers": len(strangers),
    }


def _likeness_rows(compared: Sequence[Compared]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for is_same, name in ((True, "the other half of the clip"), (False, "anything else")):
        found = [one.likeness for one in compared if one.is_same is is_same]
        tenth, half, most = np.quantile(found, (0.1, 0.5, 0.9)).round(2).tolist()
        rows.append({"compared": name, "p10": tenth, "p50": half, "p90": most, "of": len(found)})
    return rows


def _row(split: str, examples: int, right: Sequence[bool]) -> dict[str, object]:
    return {"split": split, "examples": examples, "right": sum(right), "of": len(right)}


def _says(taught: list[TaughtExample], example: TaughtExample) -> str:
    return _said(train_head(Lesson(_doubled(taught)))[0], example)


def _said(head: Head, example: TaughtExample) -> str:
    return head.labels[int(head.logits(example.embeddings).mean(axis=0).argmax())]


def _table(outcomes: Sequence[Outcome]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for kind in ("wave", "half", "stranger"):
        mine = [outcome for outcome in outcomes if outcome.kind == kind]
        wrong = Counter(outcome.clip for outcome in mine if not outcome.right)
        rows.append(
            {
                "asked": kind,
                "right": sum(outcome.right for outcome in mine),
                "nearest_mean_right": sum(outcome.centroid_right for outcome in mine),
                "of": len(mine),
                "cosines_p10_p50_p90": np.quantile([one.cosine for one in mine], (0.1, 0.5, 0.9))
                .round(2)
                .tolist(),
                "wrong": dict(wrong.most_common()),
            }
        )
    return rows


def _text(facts: dict[str, list[dict[str, object]]]) -> str:
    return "".join(f"{row}\n" for rows in facts.values() for row in rows)


if __name__ == "__main__":
    sys.exit(main())
