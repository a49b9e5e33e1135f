"""Network streams against real servers: RTSP in a process of its own, HTTP in a thread."""

import contextlib
import logging
import socket
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from engines import VideoReader
from realtime.clock import MonotonicClock
from realtime.errors import SourceError
from realtime.evidence.clip import ClipWriter
from realtime.frame import Frame
from realtime.packets import PacketRing
from realtime.sources import open_source
from realtime.sources.network import NetworkSource, believable_time
from realtime.sources.options import SourceOptions
from realtime.sources.paced import PacedSource
from realtime.sources.painted import painted_index
from tests.engines.painted_video import write_video
from tests.realtime.sources.web_server import serving
from tests.rtsp_server import Recording, RtspServer

CLOCK = MonotonicClock()
PATIENCE = SourceOptions(open_timeout_seconds=3.0, read_timeout_seconds=2.0)
PASSWORD = "p@ss:/wörd%"


def connect(url: str, options: SourceOptions = PATIENCE) -> NetworkSource:
    return NetworkSource(url, CLOCK, options)


def read(source: NetworkSource, count: int) -> list[Frame]:
    frames = [frame for _ in range(count) if (frame := source.read()) is not None]
    assert len(frames) == count
    return frames


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that accepts connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.rtsp
@pytest.mark.parametrize("fps", [25, 30])
def test_every_frame_from_the_newest_on(
    rtsp_recording: Recording, tmp_path: Path, fps: int
) -> None:
    recording = rtsp_recording
    if fps != recording.fps:
        recording = Recording.painted(tmp_path / "some.rec", fps=fps, seconds=5)
    with RtspServer(recording) as server:
        source = connect(server.url)
        frames = read(source, 2 * fps)
        source.close()
    numbers = [painted_index(frame.image) for frame in frames]
    assert None not in numbers
    steps = [(b - a) % recording.frame_count for a, b in pairwise(numbers) if a is not None and b]
    assert set(steps) == {1}
    times = [frame.pts_seconds for frame in frames]
    assert [b - a for a, b in pairwise(times)] == pytest.approx(
        [1 / fps] * (len(times) - 1), abs=2e-3
    )
    assert set(source.drops) <= {"backlog"}, "nothing else is lost"
    assert frames[0].index == source.drops.get("backlog", 0)


@pytest.mark.rtsp
def test_the_backlog_is_skipped(rtsp_server: RtspServer) -> None:
    """The server sends a new viewer all since its last key frame; half a second is there soon."""
    source = connect(rtsp_server.url)
    read(source, 20)
    source.close()
    joined = [connect(rtsp_server.url) for _ in range(2)]
    skipped = 0
    for viewer in joined:
        read(viewer, 1)
        skipped += viewer.drops.get("backlog", 0)
        viewer.close()
    assert skipped > 0


@pytest.mark.rtsp
def test_the_cameras_wall_clock_is_used(rtsp_server: RtspServer) -> None:
    """The server tells it with its first report, some seconds after the beginning."""
    source = connect(rtsp_server.url)
    for _ in range(200):
        frame = source.read()
        if source._container.start_time_realtime is not None:
            break
    frames = [frame, *read(source, 5)]
    source.close()
    offsets = {round(f.wall_time - f.pts_seconds, 3) for f in frames[1:] if f}
    assert len(offsets) == 1


def test_a_camera_clock_that_is_set_wrong_is_not_believed() -> None:
    assert believable_time(1000.0, now=1004.0) == 1000.0
    assert believable_time(0.0, now=1004.0) == 1004.0


@pytest.mark.rtsp
def test_the_resolution_changes_in_the_middle(rtsp_recording: Recording, tmp_path: Path) -> None:
    del rtsp_recording  # only says whether a server can run
    sizes = ((320, 240), (640, 360))
    recording = Recording.painted(tmp_path / "some.rec", fps=25, seconds=4, sizes=sizes)
    with RtspServer(recording) as server:
        source = connect(server.url)
        frames = read(source, 75)
        source.close()
    numbers = [painted_index(frame.image) for frame in frames]
    assert {frame.image.shape for frame in frames} == {(240, 320, 3), (360, 640, 3)}
    assert [(b - a) % 100 for a, b in pairwise(numbers) if a is not None and b is not None] == [
        1
    ] * 74


@pytest.mark.rtsp
@pytest.mark.parametrize(
    ("user", "password", "path", "says"),
    [
        ("bob", "wrong-one", "live", "refuses this user or password"),
        ("", "", "live", "give them as user:password@ before the host"),
        ("bob", PASSWORD, "elsewhere", "no stream under this path"),
    ],
)
def test_what_the_server_refuses(
    rtsp_recording: Recording, user: str, password: str, path: str, says: str
) -> None:
    with (
        RtspServer(rtsp_recording, user="bob", password=PASSWORD) as server,
        pytest.raises(SourceError, match=says) as raised,
    ):
        connect(server.url_for(user, password, path))
    assert raised.value.permanent


@pytest.mark.rtsp
def test_a_password_opens_and_shows_nowhere(
    rtsp_recording: Recording,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    with RtspServer(rtsp_recording, user="bob", password=PASSWORD) as server:
        source = connect(server.url)
        shown += [frame.source_id for frame in read(source, 2)]
        server.kill()
        with pytest.raises(SourceError) as lost:
            read(source, 1000)
        source.close()
        with pytest.raises(SourceError) as refused:
            connect(server.url)
    for error in (lost.value, refused.value):
        chain = [error, error.__cause__, error.__context__]
        shown += [repr(link) for link in chain if link is not None]
    shown += [caplog.text, *capfd.readouterr()]
    for secret in ("bob", PASSWORD, "p%40ss", "w%C3%B6rd", "ss:/w"):
        assert secret not in "\n".join(shown)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(SourceError, match="nobody answers on this port") as raised:
        connect(f"rtsp://127.0.0.1:{port}/live")
    assert not raised.value.permanent


@pytest.mark.parametrize("scheme", ["rtsp", "http"])
def test_a_server_that_says_nothing_is_left_in_time(silent_port: int, scheme: str) -> None:
    options = SourceOptions(open_timeout_seconds=1.0)
    begin = CLOCK.now()
    with pytest.raises(SourceError, match="no answer within 1 s") as raised:
        connect(f"{scheme}://bob:secret@127.0.0.1:{silent_port}/live", options)
    assert not raised.value.permanent
    assert 0.9 < CLOCK.now() - begin < 10 * options.open_timeout_seconds


@pytest.mark.rtsp
def test_a_hung_server_is_left_in_time(rtsp_server: RtspServer) -> None:
    source = connect(rtsp_server.url)
    read(source, 10)
    rtsp_server.pause()
    with pytest.raises(SourceError, match="nothing came for 2 s") as raised:
        read(source, 1000)
    assert not raised.value.permanent
    closing = threading.Thread(target=source.close)
    closing.start()
    closing.join(timeout=20.0)
    assert not closing.is_alive()


@pytest.mark.rtsp
def test_the_end_of_a_live_stream_is_a_lost_connection(
    rtsp_recording: Recording, tmp_path: Path
) -> None:
    del rtsp_recording  # only says whether a server can run
    recording = Recording.painted(tmp_path / "short.rec", fps=25, seconds=2)
    with RtspServer(recording, ends=True) as server:
        source = connect(server.url)
        with pytest.raises(SourceError, match="the server ended the stream") as raised:
            read(source, 1000)
        source.close()
    assert not raised.value.permanent


@pytest.mark.rtsp
def test_udp(rtsp_server: RtspServer) -> None:
    source = connect(rtsp_server.url, SourceOptions(transport="udp"))
    assert len(read(source, 10)) == 10
    source.close()


def test_a_recording_on_a_web_server_is_played_to_its_end(tmp_path: Path) -> None:
    write_video(tmp_path / "some.mkv", frames=12)
    with serving(tmp_path, login="bob:secret") as host:
        source = open_source(f"http://bob:secret@{host}/some.mkv", clock=CLOCK)
        frames = list(iter(source.read, None))
        source.close()
    assert isinstance(source, PacedSource)
    assert [frame.index for frame in frames] == list(range(12))
    assert {frame.source_id for frame in frames} == {f"http://{host}/some.mkv"}


def test_a_stream_in_pieces_loses_nothing(tmp_path: Path) -> None:
    write_video(tmp_path / "live.m3u8", frames=40, options={"hls_time": "1"})
    playlist = tmp_path / "live.m3u8"
    playlist.write_text(playlist.read_text().replace("#EXT-X-ENDLIST", ""))
    with serving(tmp_path) as host:
        source = open_source(f"http://{host}/live.m3u8", clock=CLOCK, options=PATIENCE)
        frames = [source.read() for _ in range(30)]
        source.close()
    assert isinstance(source, PacedSource)
    assert [frame.index for frame in frames if frame] == list(range(30))


def test_pictures_without_times_get_those_of_their_arrival(tmp_path: Path) -> None:
    _, data = cv2.imencode(".jpg", np.full((48, 64, 3), 100, np.uint8))
    picture = data.tobytes()
    head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
    (tmp_path / "camera.mjpeg").write_bytes((head.encode() + picture + b"\r\n") * 300)
    times: list[float] = []
    with serving(tmp_path) as host:
        begin = CLOCK.now()
        source = connect(f"http://{host}/camera.mjpeg")
        with contextlib.suppress(SourceError):
            while (frame := source.read()) is not None:
                times.append(frame.pts_seconds)
        source.close()
    assert times
    assert begin < times[0] <= times[-1] < CLOCK.now()


@pytest.mark.parametrize(
    ("login", "path", "says"),
    [("bob:wrong", "some.mkv", "refuses this user"), ("bob:secret", "x.mkv", "no stream under")],
)
def test_what_a_web_server_refuses(tmp_path: Path, login: str, path: str, says: str) -> None:
    write_video(tmp_path / "some.mkv")
    with (
        serving(tmp_path, login="bob:secret") as host,
        pytest.raises(SourceError, match=says) as raised,
    ):
        connect(f"http://{login}@{host}/{path}")
    assert raised.value.permanent


def test_a_web_page_is_no_video(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>" + "no video here " * 500)
    with serving(tmp_path) as host, pytest.raises(SourceError, match="is no video") as raised:
        connect(f"http://{host}/page.html")
    assert raised.value.permanent


@pytest.mark.parametrize("password", ["a[b", "a]b", "a%b", "a b", "a#b"])
def test_odd_passwords_are_no_odd_errors(password: str) -> None:
    with pytest.raises(SourceError) as raised:
        connect(f"rtsp://bob:{password}@127.0.0.1:1/live")
    assert password not in str(raised.value)


@pytest.mark.rtsp
def test_packets_of_a_real_camera_make_a_clip(rtsp_server: RtspServer, tmp_path: Path) -> None:
    """H.264 as RTSP carries it, whose headers an MP4 file wants in another place."""
    ring = PacketRing(10.0, 10**9, CLOCK)
    source = NetworkSource(rtsp_server.url, CLOCK, PATIENCE, ring)
    read(source, 40)
    source.close()
    packets = ring.from_time(0.0)
    writer = ClipWriter(tmp_path / "clip.mp4", packets[0].layout)
    writer.write(packets)
    assert writer.finish()
    with VideoReader(tmp_path / "clip.mp4") as reader:
        numbers = [painted_index(frame.image) for frame in iter(reader.read, None)]
    assert len(numbers) == len(packets) >= 40
    assert {(b - a) % 500 for a, b in pairwise(numbers) if a is not None and b} == {1}
