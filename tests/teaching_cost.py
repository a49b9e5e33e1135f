"""What teaching costs: `python -m tests.teaching_cost`.

Trains 20 labels of 20 examples (and 12 of 'nothing'), all that a person waits for after a change
in the Teach panel: cross-validation, the head, its calibration, the report. Then the backbone
looks at a clip and the head at its answer, in turn, so that both meet the same moments of the
machine. The examples are made up: clouds of points of the backbone's size that overlap, so that
about one in eight is taken for another label; what is easily told apart is learned faster.
"""

import argparse
import json
import statistics
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass

import numpy as np

from engines import (
    DEFAULT_MODEL,
    NOTHING,
    Head,
    Lesson,
    LoadedEngine,
    ProgressEvent,
    ProgressLine,
    TaughtExample,
    load_embedder,
    taught_from,
)

VIEWS = 2
"""Of an example of two seconds: as it is and mirrored."""
RECORDINGS = 5
"""Of each label; its examples are shared out among them."""
FILLERS = 12
"""Examples of 'nothing' that the panel takes by itself."""
SPREAD = 4.0
"""Of the examples of a label, beside the features that tell labels apart."""


@dataclass(frozen=True, slots=True)
class TeachingCost:
    """What was measured."""

    model: str
    runs_with: str
    labels: int
    examples: int
    """Of each label."""
    prototypes: int
    """Embeddings that a live one is compared with."""
    held_out_right: float
    """Share of the held-out examples that got their label: how hard the lesson is."""
    training_p50_seconds: float
    training_max_seconds: float
    backbone_p50_ms: float
    """One clip."""
    head_p50_ms: float
    """The answer to the same clip."""
    head_share: float
    """The head's median by the backbone's."""


def main() -> int:
    """Measure; a line a figure on standard output, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.teaching_cost", description=__doc__)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--labels", type=int, default=20)
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--trainings", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=15, help="clips that backbone and head see")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with (
        ProgressLine() as progress,
        closing(load_embedder(arguments.model, None, progress)) as engine,
    ):
        cost = _measured(engine, arguments, progress)
    facts = asdict(cost)
    lines = "".join(f"{name}: {value}\n" for name, value in facts.items())
    sys.stdout.write(json.dumps(facts, indent=1) + "\n" if arguments.json else lines)
    return 0


def _measured(
    engine: LoadedEngine, arguments: argparse.Namespace, progress: ProgressLine
) -> TeachingCost:
    spec = engine.spec
    shape = (spec.clip_len, spec.crop_px, spec.crop_px, spec.channels)
    clip = np.random.default_rng(0).integers(0, 255, shape, np.uint8)
    size = engine.infer([clip]).shape[1]
    lesson = made_up_lesson(arguments.labels, arguments.examples, size)
    seconds = []
    for done in range(arguments.trainings):
        progress(ProgressEvent("training heads", done, arguments.trainings, "heads"))
        began = time.perf_counter()
        model, report = taught_from(lesson, arguments.model)
        seconds.append(time.perf_counter() - began)
    backbone_ms, head_ms = _in_turn(engine, model.head, clip, arguments.rounds, progress)
    rows = [row for row in report.labels if row.label != NOTHING]
    return TeachingCost(
        model=arguments.model,
        runs_with=f"{engine.choice.runtime} {engine.choice.precision}",
        labels=arguments.labels,
        examples=arguments.examples,
        prototypes=len(model.head.prototypes),
        held_out_right=round(sum(r.right for r in rows) / sum(r.held_out for r in rows), 3),
        training_p50_seconds=round(statistics.median(seconds), 2),
        training_max_seconds=round(max(seconds), 2),
        backbone_p50_ms=round(statistics.median(backbone_ms), 1),
        head_p50_ms=round(statistics.median(head_ms), 3),
        head_share=round(statistics.median(head_ms) / statistics.median(backbone_ms), 5),
    )


def _in_turn(
    engine: LoadedEngine,
    head: Head,
    clip: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    rounds: int,
    progress: ProgressLine,
) -> tuple[list[float], list[float]]:
    """Milliseconds of the backbone and of the head, a clip a round."""
    backbone_ms, head_ms = [], []
    for done in range(rounds):
        progress(ProgressEvent("backbone and head in turn", done, rounds, "clips"))
        began = time.perf_counter()
        embedding = engine.infer([clip])
        between = time.perf_counter()
        head.logits(embedding)
        backbone_ms.append(1000 * (between - began))
        head_ms.append(1000 * (time.perf_counter() - between))
    return backbone_ms, head_ms


def made_up_lesson(labels: int, examples: int, size: int) -> Lesson:
    """Labels in pairs that share most of their features, as similar actions do."""
    random = np.random.default_rng(7)
    pairs = random.gamma(0.5, size=((labels + 1) // 2, size))
    centres = pairs[np.arange(labels) // 2] + random.gamma(0.5, 0.5, size=(labels, size))
    made = [
        _showing(f"action {label}", f"{label}-{number % RECORDINGS}", centres[label], random)
        for label in range(labels)
        for number in range(examples)
    ]
    for number in range(FILLERS):
        centre = random.gamma(0.5, size=size)
        made.append(_showing(NOTHING, f"nothing-{number}", centre, random))
    return Lesson(tuple(made))


def _showing(
    label: str,
    recording: str,
    centre: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    random: np.random.Generator,
) -> TaughtExample:
    noise = random.gamma(0.5, SPREAD, size=centre.shape)
    views = centre + noise + random.gamma(0.5, 0.2, size=(VIEWS, len(centre)))
    return TaughtExample(label, recording, 0.0, 2.0, views.astype(np.float32))


if __name__ == "__main__":
    sys.exit(main())
