"""A model that knows colours, over clips of colours."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineChoice, EngineError
from engines.backends.openvino import OpenVinoEngine
from engines.clips import Clips
from engines.evaluation.evaluate import evaluate
from engines.evaluation.kept import KeptAnswers
from engines.evaluation.labelled import LabelledClip
from engines.evaluation.material import read_material
from engines.evaluation.runs import WindowRunner
from tests.engines.colour_model import SPEC, write_colour_model
from tests.engines.painted_video import HEIGHT, WIDTH, write_video

FRAMES = 40


def solid(channel: int, _number: int) -> NDArray[np.uint8]:
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[..., channel] = 250
    return image


class CountingEngine(OpenVinoEngine):
    calls = 0

    def infer(self, clips: Clips) -> NDArray[np.float32]:
        self.calls += len(clips)
        return super().infer(clips)


@pytest.fixture
def engine(tmp_path: Path) -> CountingEngine:
    return CountingEngine(
        write_colour_model(tmp_path / "colour.onnx"),
        SPEC,
        EngineChoice("openvino", "fp32", "cpu"),
    )


@pytest.fixture
def clips(tmp_path: Path) -> list[LabelledClip]:
    found = []
    for channel, label in enumerate(SPEC.labels):
        path = tmp_path / f"{label}.mp4"
        write_video(path, frames=FRAMES, paint=partial(solid, channel))
        found.append(LabelledClip(path, (label,)))
    found[2] = LabelledClip(found[2].video, ("red",))  # a label that is wrong
    return found


def test_right_labels_and_how_soon(
    engine: CountingEngine,
    clips: list[LabelledClip],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    runner = WindowRunner(engine, step=4)
    material = read_material(clips, SPEC, splices=1, seconds_each=1.6)
    (row,), provisional = evaluate(material, SPEC, runner, None, KeptAnswers())
    assert row.top1 == pytest.approx(2 / 3, abs=1e-3)
    assert (row.actions, row.labelled) == (2, 1)  # green has its label, blue is called red
    assert row.top5 == 1
    assert not provisional

    calls = engine.calls
    again, _ = evaluate(material, SPEC, runner, None, KeptAnswers())
    assert engine.calls == calls  # what was said is in the cache
    assert again[0].top1 == row.top1


def test_clips_that_are_all_too_short_are_said(
    engine: CountingEngine, clips: list[LabelledClip]
) -> None:
    short = [replace(clips[0], end_seconds=0.2)]
    material = read_material(short, SPEC, splices=2, seconds_each=1.6)
    runner = WindowRunner(engine, step=4)
    with pytest.raises(EngineError, match="no clip of 8 frames; give longer ones"):
        evaluate(material, SPEC, runner, None, KeptAnswers())
