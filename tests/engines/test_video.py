"""Video files: good ones whole, damaged ones as far as they go, bad ones in one clear line."""

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engines.errors import VideoError
from engines.video import DecodedFrame, VideoReader, frames_since
from tests.engines.painted_video import counted, noisy, write_video


def decode(path: Path) -> tuple[list[DecodedFrame], int]:
    with VideoReader(path) as reader:
        return list(iter(reader.read, None)), reader.damaged


@pytest.mark.parametrize(
    ("ending", "codec"),
    [("mp4", "libx264"), ("avi", "mpeg4"), ("mkv", "libx264"), ("mov", "mpeg4"), ("gif", "gif")],
)
def test_containers(tmp_path: Path, ending: str, codec: str) -> None:
    frames, damaged = decode(write_video(tmp_path / f"some.{ending}", codec=codec))
    assert len(frames) == 10
    assert damaged == 0
    assert [frame.pts_seconds for frame in frames] == pytest.approx(np.arange(10) / 25, abs=0.002)


def test_webm_with_vp9(tmp_path: Path) -> None:
    frames, _ = decode(write_video(tmp_path / "some.webm", codec="libvpx-vp9"))
    assert len(frames) == 10


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_variable_frame_rate_is_kept(tmp_path: Path, ending: str) -> None:
    times = [0, 4, 8, 50, 54, 120]
    frames, _ = decode(write_video(tmp_path / f"some.{ending}", frames=6, times=times))
    assert [frame.pts_seconds for frame in frames] == pytest.approx(
        np.array(times) / 100, abs=0.002
    )


def test_frames_without_times_follow_at_the_announced_rate(tmp_path: Path) -> None:
    frames, _ = decode(write_video(tmp_path / "raw.h264"))
    gaps = {round(b.pts_seconds - a.pts_seconds, 4) for a, b in pairwise(frames)}
    assert len(frames) == 10
    assert len(gaps) == 1
    assert gaps.pop() > 0


def test_avi_with_b_frames_goes_forward(tmp_path: Path) -> None:
    frames, _ = decode(write_video(tmp_path / "some.avi", codec="libx264", paint=noisy, frames=30))
    steps = [b.pts_seconds - a.pts_seconds for a, b in pairwise(frames)]
    assert steps == pytest.approx([0.04] * 29, abs=0.001)


def since(path: Path, seconds: float) -> list[DecodedFrame]:
    return [frame for frame in frames_since(path, seconds) if frame.pts_seconds >= seconds]


@pytest.mark.parametrize("name", ["a.mp4", "a.avi", "a.mkv", "a.mov", "a.gif", "raw.h264"])
def test_from_a_time_on_it_is_the_same_video(tmp_path: Path, name: str) -> None:
    codec = {"a.avi": "mpeg4", "a.mov": "mpeg4", "a.gif": "gif"}.get(name, "libx264")
    options = {} if name == "a.gif" else {"g": "12"}
    path = write_video(tmp_path / name, codec=codec, frames=50, paint=counted, coding=options)
    frames, _ = decode(path)
    for seconds in (0.0, 0.9, 1.5, 99.0):
        wanted = [frame for frame in frames if frame.pts_seconds >= seconds]
        found = since(path, seconds)
        assert [one.pts_seconds for one in found] == [one.pts_seconds for one in wanted]
        assert all(np.array_equal(a.image, b.image) for a, b in zip(found, wanted, strict=True))


def test_what_lies_long_before_is_not_decoded(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mkv", frames=60, coding={"g": "12"})
    first = next(frames_since(path, 2.0))
    assert 1.5 < first.pts_seconds <= 2.0


@pytest.mark.clips
@pytest.mark.parametrize("name", ["wave_3.avi", "flipping_pancake.mkv"])
def test_real_clips_from_a_time_on_are_the_same(clips_dir: Path, name: str) -> None:
    frames, _ = decode(clips_dir / name)
    wanted = frames[len(frames) * 2 // 3 :]
    found = since(clips_dir / name, wanted[0].pts_seconds)
    assert [one.pts_seconds for one in found] == [one.pts_seconds for one in wanted]
    assert np.array_equal(found[0].image, wanted[0].image)


@pytest.mark.clips
def test_real_clips_have_steady_times(clips_dir: Path) -> None:
    for clip in sorted(clips_dir.iterdir()):
        with VideoReader(clip) as reader:
            times = [frame.pts_seconds for frame in iter(reader.read, None)]
            rate = reader.announced_rate
        assert rate is not None
        assert np.diff(times) == pytest.approx(np.full(len(times) - 1, 1 / rate), abs=0.002), clip


@pytest.mark.parametrize(("ending", "codec"), [("mkv", "libx264"), ("avi", "mpeg4")])
def test_truncated_video_is_used_as_far_as_it_goes(tmp_path: Path, ending: str, codec: str) -> None:
    video = write_video(tmp_path / f"some.{ending}", codec=codec, frames=100, paint=noisy)
    video.write_bytes(video.read_bytes()[: video.stat().st_size // 2])
    frames, damaged = decode(video)
    assert 20 < len(frames) < 80
    assert damaged == pytest.approx(100 - len(frames), abs=4)


def test_truncated_mp4_with_its_index_in_front(tmp_path: Path) -> None:
    video = write_video(
        tmp_path / "some.mp4", frames=100, paint=noisy, options={"movflags": "faststart"}
    )
    video.write_bytes(video.read_bytes()[: video.stat().st_size // 2])
    frames, damaged = decode(video)
    assert 20 < len(frames) < 80
    assert damaged > 0


def test_damage_in_the_middle_is_passed_over_and_the_same_every_time(tmp_path: Path) -> None:
    video = write_video(tmp_path / "some.mp4", frames=60, paint=noisy)
    data = bytearray(video.read_bytes())
    for place in np.random.default_rng(0).integers(len(data) // 3, len(data) // 2, 100):
        data[place] ^= 0xFF
    video.write_bytes(data)
    first, damaged = decode(video)
    again, damaged_again = decode(video)
    assert len(first) > 30
    assert damaged == damaged_again > 0
    assert [f.image.tobytes() for f in first] == [f.image.tobytes() for f in again]


def bad_inputs(folder: Path) -> dict[str, Path]:
    text = folder / "text.mp4"
    text.write_text("not a video\n" * 100)
    drawn = folder / "text.txt"
    drawn.write_text("FFmpeg would draw this\n" * 100)
    empty = folder / "empty.mp4"
    empty.touch()
    sound = folder / "sound.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000))
    no_picture = write_video(folder / "dark.mp4", frames=5, paint=noisy)
    data = bytearray(no_picture.read_bytes())
    start = data.index(b"mdat") + 4
    data[start : data.index(b"moov") - 4] = bytes(data.index(b"moov") - 4 - start)
    no_picture.write_bytes(data)
    return {
        "no such file": folder / "nowhere.mp4",
        "folder": folder,
        "not a video": text,
        "text file": drawn,
        "0 bytes": empty,
        "only sound": sound,
        "no picture": no_picture,
    }


@pytest.mark.parametrize(
    "problem",
    [
        "no such file",
        "folder",
        "not a video",
        "text file",
        "0 bytes",
        "only sound",
        "no picture",
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, problem: str) -> None:
    path = bad_inputs(tmp_path)[problem]
    with pytest.raises(VideoError, match=problem) as raised:
        VideoReader(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_closed_reader_has_ended(tmp_path: Path) -> None:
    reader = VideoReader(write_video(tmp_path / "some.mp4"))
    reader.close()
    reader.close()
    assert reader.read() is None
