"""The made-up camera does what its plan says, live and offline."""

import pytest

from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources.faults import parse_plan
from realtime.sources.options import SourceOptions
from realtime.sources.painted import painted_index
from realtime.sources.synthetic import SyntheticCamera, SyntheticSource
from tests.realtime.virtual_clock import VirtualClock


def camera(query: str, clock: VirtualClock | None = None, *, offline: bool) -> SyntheticCamera:
    plan = parse_plan(f"synthetic:?size=64x48&{query}")
    return SyntheticCamera(plan, clock or VirtualClock(), SourceOptions(), offline=offline)


def frames_of(source: SyntheticSource) -> list[Frame]:
    return list(iter(source.read, None))


def numbers(frames: list[Frame]) -> list[int | None]:
    return [painted_index(frame.image) for frame in frames]


def test_dropped_and_corrupt_frames_do_not_come() -> None:
    source = camera("fps=10&seconds=1&drop=2-4&corrupt=6,8", offline=True).connect()
    frames = frames_of(source)
    assert numbers(frames) == [0, 1, 5, 7, 9]
    assert [frame.index for frame in frames] == [0, 1, 5, 7, 9]
    assert [frame.pts_seconds for frame in frames] == pytest.approx([0, 0.1, 0.5, 0.7, 0.9])
    assert source.drops["damaged"] == 2


def test_a_frozen_picture_shows_its_first_frame_at_new_times() -> None:
    frames = frames_of(camera("fps=10&seconds=1&freeze=3-6", offline=True).connect())
    assert numbers(frames) == [0, 1, 2, 3, 3, 3, 3, 7, 8, 9]
    assert frames[6].pts_seconds == pytest.approx(0.6)


def test_the_resolution_changes() -> None:
    frames = frames_of(camera("fps=10&seconds=0.5&resize=3:80x60", offline=True).connect())
    assert [frame.image.shape for frame in frames] == [(48, 64, 3)] * 3 + [(60, 80, 3)] * 2


def test_live_frames_come_at_their_time() -> None:
    clock = VirtualClock()
    source = camera("fps=10&seconds=0.6&burst=2-4", clock, offline=False).connect()
    begin, arrivals = clock.now(), []
    while source.read() is not None:
        arrivals.append(clock.now() - begin)
    assert arrivals == pytest.approx([0.0, 0.1, 0.4, 0.4, 0.4, 0.5])


def test_a_live_camera_films_on_while_nobody_is_connected() -> None:
    clock = VirtualClock()
    place = camera("fps=10&disconnect=3&seconds=2", clock, offline=False)
    source = place.connect()
    seen = [painted_index(frame.image) for _ in range(3) if (frame := source.read())]
    with pytest.raises(SourceError, match="disconnected before frame 3") as raised:
        source.read()
    assert not raised.value.permanent
    clock.advance(0.95)
    assert (seen, numbers(frames_of(place.connect()))[0]) == ([0, 1, 2], 12)


def test_offline_nothing_is_lost_by_a_disconnection() -> None:
    place = camera("fps=10&disconnect=3&seconds=0.6", offline=True)
    source = place.connect()
    first = [source.read() for _ in range(3)]
    with pytest.raises(SourceError):
        source.read()
    assert len(first) == 3
    assert numbers(frames_of(place.connect())) == [3, 4, 5]


def test_a_long_silence_breaks_the_connection_in_time() -> None:
    clock = VirtualClock()
    source = camera("fps=10&drop=1-200", clock, offline=False).connect()
    source.read()
    begin = clock.now()
    with pytest.raises(SourceError, match="no frame for 5 s"):
        source.read()
    assert clock.now() - begin == pytest.approx(5.0)
