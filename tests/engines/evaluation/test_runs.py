"""What engines say along videos: asked once, kept at once, gone on with after an interruption."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engines import EngineChoice, ProgressEvent
from engines.artifacts import cache_dir
from engines.evaluation.kept import KeptAnswers
from engines.evaluation.runs import Answer, Frames, Piece, StreamRunner, runs
from engines.streams import StepEngine
from tests.engines.test_streams import SPEC, STEP, PositionRunner, PositionsAfter, RecordingRunner

SECONDS = 0.5


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))


class Brightness:
    """Says how bright each frame is; may be interrupted after some answers."""

    what = "frames"
    fingerprint = "brightness"

    def __init__(self, patience: int = 1000) -> None:
        self.asked, self.patience = 0, patience

    def pieces(self, frames: Frames) -> list[Piece]:
        return [Piece(frames[n : n + 1], np.array([n + 1])) for n in range(len(frames))]

    def ask(self, frames: Frames) -> Iterator[Answer]:
        if self.asked == self.patience:
            raise KeyboardInterrupt
        self.asked += 1
        yield frames.reshape(1, -1)[:, :2].astype(np.float32), SECONDS


def video(*brightness: int) -> Frames:
    frames = np.zeros((len(brightness), 1, 1, 3), np.uint8)
    frames[:] = np.array(brightness, np.uint8)[:, None, None, None]
    return frames


def test_what_was_said_before_an_interruption_is_not_asked_again() -> None:
    videos, kept = [video(1, 2, 3), video(4, 5)], KeptAnswers()
    with pytest.raises(KeyboardInterrupt):
        runs(Brightness(patience=4), videos, kept)
    assert kept.new == 4

    patient, events = Brightness(), list[ProgressEvent]()
    first, second = runs(patient, videos, KeptAnswers(), events.append)

    assert patient.asked == 1
    assert [(event.stage, event.done, event.total) for event in events] == [
        ("looking for kept answers", 0, 2),
        ("looking for kept answers", 1, 2),
        ("asking for frames", 0, 1),
        ("asking for frames", 1, 1),
    ]
    assert first.time_steps[:, 0, 0].tolist() == [1, 2, 3]
    assert (second.ends.tolist(), second.time_steps[:, 0, 0].tolist()) == ([1, 2], [4, 5])
    assert second.seconds.tolist() == [SECONDS, SECONDS]


def test_the_same_frames_are_asked_once_and_a_short_video_has_no_answers() -> None:
    runner = Brightness()
    same, again, none = runs(runner, [video(7, 8), video(8, 7, 7), video()], KeptAnswers())
    assert runner.asked == 2
    assert again.time_steps[:, 0, 0].tolist() == [8, 7, 7]
    assert len(same.ends) == 2
    assert none.time_steps.shape == (0, 1, 2)


def test_a_damaged_answer_is_asked_again() -> None:
    runs(Brightness(), [video(1)], KeptAnswers())
    (file,) = (cache_dir() / "evaluations").iterdir()
    file.write_bytes(file.read_bytes()[:40])
    runner = Brightness()
    runs(runner, [video(1)], KeptAnswers())
    assert runner.asked == 1


def test_another_engine_is_asked_for_itself() -> None:
    runs(Brightness(), [video(1)], KeptAnswers())
    other = Brightness()
    other.fingerprint = "another"
    runs(other, [video(1)], KeptAnswers())
    assert other.asked == 1


def test_a_stream_is_asked_step_by_step_from_its_first_frame() -> None:
    recording = RecordingRunner()
    runner = StreamRunner(StepEngine(recording, SPEC, EngineChoice("openvino", "fp32", "cpu")))
    recording.streams.clear()
    numbers = np.arange(9 * STEP + 3, dtype=np.uint8)
    frames = np.broadcast_to(numbers[:, None, None, None], (len(numbers), 4, 4, 3))

    (run,) = runs(runner, [frames], KeptAnswers())

    assert recording.streams == [list(range(9 * STEP))]
    assert run.ends.tolist() == [STEP * number for number in range(1, 10)]
    assert np.isnan(run.time_steps[:7]).all()  # complete from the eighth step on
    assert run.time_steps[7:, 0].tolist() == [[56, 63, 8], [64, 71, 9]]


def test_early_time_steps_stand_behind_the_complete_one() -> None:
    choice = EngineChoice("openvino", "fp32", "cpu")
    engine = StepEngine(PositionRunner(), SPEC, choice, PositionsAfter(), always_early=True)
    runner = StreamRunner(engine)
    (run,) = runs(runner, [np.zeros((9 * STEP, 4, 4, 3), np.uint8)], KeptAnswers())
    positions = run.time_steps[:, :, 0]
    assert np.isnan(positions[:2]).all()  # nothing yet that is made of frames alone
    assert np.isnan(positions[2, :5]).all() and positions[2, 5] == 0
    assert positions[8].tolist() == [1, 2, 3, 4, 5, 6]


def test_early_time_steps_that_only_begin_a_stream_are_left_out() -> None:
    choice = EngineChoice("openvino", "fp32", "cpu")
    runner = StreamRunner(StepEngine(PositionRunner(), SPEC, choice, PositionsAfter()))
    (run,) = runs(runner, [np.zeros((9 * STEP, 4, 4, 3), np.uint8)], KeptAnswers())
    assert run.time_steps.shape[1] == 1
    assert run.time_steps[7:, 0, 0].tolist() == [0, 1]
