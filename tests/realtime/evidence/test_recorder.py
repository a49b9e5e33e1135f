"""Clips of packets that a ring kept, on a clock that jumps."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines import VideoReader
from realtime.blur import FaceBox, FindFaces
from realtime.decision import Decision
from realtime.evidence.folder import UNFINISHED, EvidenceFolder
from realtime.evidence.recorder import EvidenceRecorder
from realtime.evidence.settings import EvidenceSettings
from realtime.frame import Frame
from realtime.outbox.messages import EventMessage, Evidence
from realtime.packets import PacketRing
from realtime.sinks.base import PredictionMessage
from tests.realtime.evidence.filmed import FPS, Film, shown
from tests.realtime.outbox.event_messages import end, start
from tests.realtime.score_tracks import prediction
from tests.realtime.virtual_clock import VirtualClock

SETTINGS = EvidenceSettings(pre_roll_seconds=2.0, post_roll_seconds=1.0)
START = start(1)
END = end(START)


class Desk:
    """A recorder with one camera; what it has finished."""

    def __init__(
        self,
        folder: Path,
        settings: EvidenceSettings,
        find: FindFaces | None,
        min_free_mb: float,
    ) -> None:
        self.clock = VirtualClock(threads=99)  # goes by hand until `run`
        self.done: list[tuple[EventMessage, Evidence]] = []
        self.changed = threading.Condition()
        self.root = folder / "evidence"
        self.recorder = EvidenceRecorder(
            EvidenceFolder(self.root, int(min_free_mb * 1e6)),
            self.clock,
            on_done=self._take,
            find_faces=find,
        )
        image = np.full((240, 320, 3), 200, np.uint8)
        self.recorder.latest_frame = lambda camera: Frame(image, 0.0, 0.0, 0, camera)
        self.ring = self.camera("door", settings)

    def camera(self, name: str, settings: EvidenceSettings) -> PacketRing:
        ring = self.recorder.ring(name, settings)
        assert ring is not None
        return ring

    def run(self) -> Evidence:
        """Let time pass until the first event is complete."""
        self.clock._expected = 0
        self.recorder.start()
        with self.changed:
            assert self.changed.wait_for(lambda: bool(self.done), 20.0)
        self.recorder.close()
        return self.done[0][1]

    def see(self, end_seconds: float, score: float = 0.7) -> None:
        """A decision about a window that ends here in the stream's time, at this moment."""
        seen = prediction([1 - score, score, 0.0], end_seconds)
        seen = replace(seen, latency_seconds=0.0)
        self.recorder.note(PredictionMessage("door", Decision(None, seen, seen), "ok", 0.1))

    def _take(self, message: EventMessage, evidence: Evidence) -> None:
        with self.changed:
            self.done.append((message, evidence))
            self.changed.notify_all()


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(
        settings: EvidenceSettings = SETTINGS,
        find: FindFaces | None = None,
        min_free_mb: float = 0.0,
    ) -> Desk:
        desks.append(Desk(tmp_path, settings, find, min_free_mb))
        return desks[-1]

    yield make
    for desk in desks:
        desk.recorder.close()


def test_from_the_key_frame_before_the_pre_roll_to_the_post_roll(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk()
    film.send(desk.ring, desk.clock, 0, 8)
    desk.see(8.0)  # the stream's time is the film's
    desk.recorder.tell(START, 5.5)
    film.send(desk.ring, desk.clock, 8, 14, new=False)
    desk.recorder.tell(END, 5.5, 9.5)
    evidence = desk.run()
    assert evidence.note == ""
    numbers = shown(evidence.clip)
    assert numbers[0] == 3 * FPS, "5.5 less 2, back to the key frame at 3"
    assert numbers == list(range(3 * FPS, 3 * FPS + len(numbers)))
    assert abs(len(numbers) - 7.5 * FPS) <= 1, "to 9.5 and 1 more"
    assert not list(desk.root.rglob(f"{UNFINISHED}*"))


def test_the_snapshot_and_the_track(new_desk: Callable[..., Desk], film: Film) -> None:
    desk = new_desk(SETTINGS.model_copy(update={"clip": False}))
    message = replace(START, label=prediction([1.0, 0.0, 0.0], 0.0).labels[1])
    for second in range(10):
        desk.clock.advance(1.0)
        desk.see(float(second), score=0.5 + second / 100)
    desk.recorder.tell(message, 4.0)
    desk.recorder.tell(replace(end(message), label=message.label), 4.0, 6.0)
    evidence = desk.run()
    assert evidence.clip == ""
    picture = cv2.imread(evidence.snapshot)
    assert picture is not None
    assert picture[-3:].mean() < 150 < picture[:100].mean(), "a dark bar with text below"
    track = json.loads(Path(evidence.track).read_text(encoding="utf-8"))
    assert [row["score"] for row in track["windows"]] == pytest.approx(
        [0.52, 0.53, 0.54, 0.55, 0.56, 0.57], abs=1e-4
    )
    del film


def test_a_clip_ends_where_the_connection_was_lost_and_says_so(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk()
    film.send(desk.ring, desk.clock, 0, 5)
    desk.see(5.0)
    desk.recorder.tell(START, 4.0)
    film.send(desk.ring, desk.clock, 5, 7, new=False)
    film.send(desk.ring, desk.clock, 10.4, 13)  # a new connection, in the middle of a group
    evidence = desk.run()
    assert evidence.note == "the connection was lost, the clip ends there"
    assert shown(evidence.clip)[-1] == 7 * FPS - 1


def test_a_connection_made_just_before_begins_the_clip(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk()
    film.send(desk.ring, desk.clock, 0, 5)
    film.send(desk.ring, desk.clock, 9.5, 12)
    desk.see(7.5)
    desk.recorder.tell(START, 6.5)
    desk.recorder.tell(END, 6.5, 6.6)
    evidence = desk.run()
    assert evidence.note.startswith("the camera was connected anew")
    assert shown(evidence.clip)[0] == 10 * FPS


def test_a_long_event_has_a_clip_of_bounded_length(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk(SETTINGS.model_copy(update={"max_clip_seconds": 3.0}))
    film.send(desk.ring, desk.clock, 0, 12)
    desk.see(12.0)
    desk.recorder.tell(START, 4.0)
    evidence = desk.run()
    assert evidence.note.startswith("longer than max_clip_seconds")
    numbers = shown(evidence.clip)
    assert abs(len(numbers) - 3 * FPS) <= 1


def test_the_monitor_stops_in_the_middle(new_desk: Callable[..., Desk], film: Film) -> None:
    desk = new_desk()
    film.send(desk.ring, desk.clock, 0, 6)
    desk.recorder.tell(START, 6.0)
    desk.recorder.start()
    desk.recorder.close()
    ((_, evidence),) = desk.done
    assert evidence.note == "the monitor was stopped"
    assert shown(evidence.clip)[-1] == 6 * FPS - 1


def test_a_camera_without_packets_has_no_clip(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    desk.recorder.tell(START, 0.0)
    desk.recorder.tell(END, 0.0, 1.0)
    evidence = desk.run()
    assert evidence.clip == ""
    assert "no encoded video" in evidence.note
    assert evidence.snapshot


def test_below_the_floor_nothing_is_written_and_the_status_says_why(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk(min_free_mb=1e9)
    film.send(desk.ring, desk.clock, 0, 6)
    desk.recorder.tell(START, 4.0)
    evidence = desk.run()
    assert (evidence.clip, evidence.snapshot) == ("", "")
    assert "make room" in evidence.note
    assert "make room" in desk.recorder.status.trouble
    assert not list(desk.root.iterdir())


def test_a_disk_that_takes_no_more_leaves_nothing_half_written(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk()
    film.send(desk.ring, desk.clock, 0, 6)
    desk.recorder.tell(START, 4.0)
    (desk.root / "door").write_text("in the way", encoding="utf-8")
    evidence = desk.run()
    assert (evidence.clip, evidence.snapshot) == ("", "")
    assert "cannot be written" in evidence.note
    assert len(list(desk.root.rglob("*"))) == 1


def test_what_a_dead_process_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "door" / "2026-11-21" / f"{UNFINISHED}abc.mp4"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    folder = EvidenceFolder(tmp_path, 0)
    assert not left.exists()
    assert folder.files() == []


def test_each_camera_keeps_what_it_was_told_to(new_desk: Callable[..., Desk], film: Film) -> None:
    desk = new_desk()
    short = SETTINGS.model_copy(update={"pre_roll_seconds": 0.0, "snapshot": False})
    rings = {"door": desk.ring, "yard/mat": desk.camera("yard", short), "off": None}
    assert desk.recorder.ring("off", None) is None
    for number, (camera, ring) in enumerate(rings.items()):
        if ring is not None:
            film.send(ring, desk.clock, 0, 6)
        message = start(number, camera=camera)
        desk.recorder.tell(message, 6.0)
        desk.recorder.tell(end(message), 6.0, 6.0)
    desk.run()
    with desk.changed:
        assert desk.changed.wait_for(lambda: len(desk.done) == 2, 20.0)
    door, mat = (evidence for _, evidence in desk.done)
    assert door.snapshot
    assert not mat.snapshot
    assert len(shown(door.clip)) > len(shown(mat.clip)) > 0
    assert "mat" in mat.clip, "its own folder"


def test_a_ring_stays_while_its_settings_do(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    assert desk.camera("door", SETTINGS) is desk.ring
    longer = SETTINGS.model_copy(update={"pre_roll_seconds": 9.0})
    assert desk.camera("door", longer) is not desk.ring
    assert desk.recorder.ring("door", None) is None
    assert desk.recorder.status.memory_bytes == 0


def test_a_stream_that_ended_costs_no_memory_once_its_clips_are_whole(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    desk = new_desk()
    film.send(desk.ring, desk.clock, 0, 6)
    desk.see(6.0)
    desk.recorder.tell(START, 5.0)
    desk.recorder.interrupt(END)
    desk.recorder.rest("door/mat")
    assert shown(desk.run().clip)[-1] == 6 * FPS - 1
    assert desk.recorder.status.memory_bytes == 0
    film.send(desk.ring, desk.clock, 6.5, 8, new=False)
    assert [packet.is_key for packet in desk.ring.after(-1)[:1]] == [True]


BLURRED = SETTINGS.model_copy(update={"blur_faces": True})


def right_half(image: NDArray[np.uint8]) -> list[FaceBox]:
    """As if a face were there."""
    height, width = image.shape[:2]
    return [FaceBox(width // 2, 0, width // 2, height)]


def test_faces_are_blurred_in_clip_and_snapshot(new_desk: Callable[..., Desk], film: Film) -> None:
    desk = new_desk(BLURRED, right_half)
    stripes = np.zeros((240, 320, 3), np.uint8)
    stripes[:, ::4] = stripes[:, 1::4] = 255
    desk.recorder.latest_frame = lambda camera: Frame(stripes, 0.0, 0.0, 0, camera)
    film.send(desk.ring, desk.clock, 0, 6)
    desk.see(6.0)
    desk.recorder.tell(START, 4.0)
    desk.recorder.tell(END, 4.0, 4.5)
    evidence = desk.run()
    assert evidence.note == ""
    assert Path(evidence.clip).suffix == ".mkv"
    numbers = shown(evidence.clip)
    assert len(numbers) > 2 * FPS
    assert len(set(numbers)) <= 3, "the number in the middle is gone; blocks may look like one"
    with VideoReader(evidence.clip) as reader:
        frame = reader.read()
    assert frame is not None
    assert frame.image[:, :30].std() < 2, "beside the face it is as it was"
    snapshot = cv2.imread(evidence.snapshot)
    assert snapshot is not None
    assert snapshot[:100, 170:].std() < 30 < snapshot[:100, :150].std()
    files = [path.suffix for path in desk.root.rglob("*") if path.is_file()]
    assert sorted(files) == [".jpg", ".mkv"], "nothing unblurred is left"


def test_a_stop_leaves_no_clip_that_is_not_blurred(
    new_desk: Callable[..., Desk], film: Film
) -> None:
    going_on = threading.Event()

    def slow(image: NDArray[np.uint8]) -> list[FaceBox]:
        going_on.wait(20.0)
        return right_half(image)

    desk = new_desk(BLURRED.model_copy(update={"snapshot": False}), slow)
    film.send(desk.ring, desk.clock, 0, 6)
    desk.recorder.tell(START, 4.0)
    desk.recorder.start()
    desk.recorder.close()
    going_on.set()
    with desk.changed:
        assert desk.changed.wait_for(lambda: bool(desk.done), 20.0)
    ((_, evidence),) = desk.done
    assert evidence.clip == ""
    assert "stopped before its faces were blurred" in evidence.note
    assert [path for path in desk.root.rglob("*") if path.is_file()] == []
