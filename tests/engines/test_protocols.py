from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from engines import EngineError, ProgressEvent, VideoError, predict_video, protocols
from engines.store_numpy import NumpyStore
from tests.engines import painted_video
from tests.engines.colour_model import SPEC
from tests.engines.moving_picture import landscape, seen, usual_motion
from tests.engines.painted_video import HEIGHT, Picture, write_video


class Records:
    """An engine that keeps its clips; its logits are their mean red, and the number of frames."""

    def __init__(self, side: int = SPEC.crop_px) -> None:
        self.spec = replace(SPEC, labels=("red", "frames"), resize_short_px=side, crop_px=side)
        self.clips: list[NDArray[np.uint8]] = []

    def new_store(self, capacity: int) -> NumpyStore:
        return NumpyStore(self.spec, capacity)

    def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.clips += clips
        return np.array([[clip[..., 0].mean(), len(clip)] for clip in clips], np.float32)

    def close(self) -> None:
        pass

    def numbers(self) -> list[int]:
        """Of the pictures it saw, in order."""
        return [round(float(picture.mean()) / 8) for clip in self.clips for picture in clip]


def numbered(number: int) -> Picture:
    """As bright as its number times 8, so that compression does not confuse neighbours."""
    return np.full((HEIGHT, painted_video.WIDTH, 3), 8 * (number % 30), np.uint8)


def video(folder: Path, frames: int, times: Sequence[int] | None = None) -> Path:
    return write_video(folder / "video.mp4", frames=frames, paint=numbered, times=times)


def test_centre_sees_the_frames_in_the_middle(tmp_path: Path) -> None:
    engine = Records()

    prediction = predict_video(engine, video(tmp_path, 20), "centre")

    assert engine.numbers() == list(range(6, 14))
    assert (prediction.frames, prediction.model, prediction.damaged) == (8, "colour.test", 0)


def test_centre_takes_all_of_a_shorter_video(tmp_path: Path) -> None:
    engine = Records()

    predict_video(engine, video(tmp_path, 5), "centre")

    assert engine.numbers() == list(range(5))


def test_a_prepared_clip_is_taken_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of the network's own size were cut out by someone: no frame is left out."""
    monkeypatch.setattr(painted_video, "WIDTH", HEIGHT)
    engine = Records(side=HEIGHT)

    predict_video(engine, video(tmp_path, 20), "centre")

    assert engine.numbers() == list(range(20))


def test_full_sees_every_frame_once_in_even_pieces(tmp_path: Path) -> None:
    engine = Records()

    prediction = predict_video(engine, video(tmp_path, 251), "full")

    assert [len(clip) for clip in engine.clips] == [126, 125]
    assert engine.numbers() == [n % 30 for n in range(251)]
    assert prediction.frames == 251


def test_logits_are_weighted_by_frames(tmp_path: Path) -> None:
    engine = Records()

    prediction = predict_video(engine, video(tmp_path, 251), "full")

    assert prediction.logits[1] == pytest.approx((126 * 126 + 125 * 125) / 251)
    whole = np.concatenate(engine.clips)[..., 0].mean()
    assert prediction.logits[0] == pytest.approx(whole, rel=1e-4)


def test_a_variable_rate_is_followed_by_time(tmp_path: Path) -> None:
    engine = Records()
    times = [0, 4, 8, 12, 24, 36, 48, 60]  # hundredths of a second

    predict_video(engine, video(tmp_path, 8, times), "full")

    assert engine.numbers()[:4] == [0, 1, 2, 3]
    assert engine.numbers().count(5) == 3


@pytest.mark.parametrize("protocol", ["centre", "full"])
def test_a_video_that_is_too_short_is_said(
    tmp_path: Path, protocol: Literal["centre", "full"]
) -> None:
    with pytest.raises(
        VideoError, match=r"video\.mp4: 3 frames \(0\.12 s\) .* at least 4 \(0\.16 s\) are needed"
    ):
        predict_video(Records(), video(tmp_path, 3), protocol)


def test_progress_counts_frames(tmp_path: Path) -> None:
    events: list[ProgressEvent] = []

    predict_video(Records(), video(tmp_path, 251), progress=events.append)

    assert [(event.done, event.total, event.unit) for event in events] == [
        (126, 251, "frames"),
        (251, 251, "frames"),
    ]


def test_the_prediction_ranks_its_labels(tmp_path: Path) -> None:
    prediction = predict_video(Records(), video(tmp_path, 8), "full")

    best, other = prediction.top(2)
    assert best.label == ("frames" if prediction.logits[1] > prediction.logits[0] else "red")
    assert best.score + other.score == pytest.approx(1.0)
    assert prediction.logits_norm == pytest.approx(float(np.hypot(*prediction.logits)))


def test_what_the_engine_raises_closes_the_video(tmp_path: Path) -> None:
    class Fails(Records):
        def infer(self, clips: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
            raise EngineError(f"no {len(clips)}")

    path = video(tmp_path, 8)
    with pytest.raises(EngineError, match="no 1"):
        predict_video(Fails(), path)
    path.unlink()


LAND = landscape(HEIGHT, painted_video.WIDTH)


class RecordsMotion(Records):
    """The same of a model that sees pictures and their motion."""

    def __init__(self, side: int = HEIGHT) -> None:
        super().__init__(side)
        halves = (0.5,) * 5
        self.spec = replace(self.spec, modality="two_stream", mean=halves, std=halves)

    def motion(self) -> list[float]:
        """To the right, of each picture in order, in pixels a model's interval."""
        return [usual_motion(picture[..., 3:])[0] for clip in self.clips for picture in clip]


def moving_video(folder: Path, frames: int, times: Sequence[int] | None = None) -> Path:
    """Everything moves right by 3 px a picture, and jumps back every ninth."""
    return write_video(
        folder / "moving.mp4",
        frames=frames,
        paint=lambda number: seen(LAND, 3 * (number % 9), 0),
        times=times,
    )


@pytest.mark.parametrize(("protocol", "frames"), [("full", 8), ("centre", 8)])
def test_motion_is_seen_from_the_second_picture_on(
    tmp_path: Path, protocol: Literal["centre", "full"], frames: int
) -> None:
    engine = RecordsMotion()

    prediction = predict_video(engine, moving_video(tmp_path, 9), protocol)

    assert prediction.frames == frames
    assert engine.motion() == pytest.approx([3] * frames, abs=0.5)


def test_a_piece_knows_the_motion_since_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocols, "_PIECE_FRAMES", 4)
    engine = RecordsMotion()

    predict_video(engine, moving_video(tmp_path, 9))

    assert [len(clip) for clip in engine.clips] == [4, 4]
    assert engine.motion() == pytest.approx([3] * 8, abs=0.5)


@pytest.mark.parametrize(("hundredths", "seen_times", "px"), [(8, 2, 1.5), (2, 0.5, 6)])
def test_motion_is_that_of_the_model_s_interval_at_any_rate(
    tmp_path: Path, hundredths: int, seen_times: float, px: float
) -> None:
    """A picture that a slow video shows again moves no less for it."""
    engine = RecordsMotion()
    times = [hundredths * n for n in range(9)]

    prediction = predict_video(engine, moving_video(tmp_path, 9, times))

    assert prediction.frames == round(8 * seen_times)
    assert engine.motion() == pytest.approx([px] * prediction.frames, abs=0.5)
