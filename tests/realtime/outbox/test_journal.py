"""Ids and times of events, whatever the machine's clock does."""

from dataclasses import replace

from realtime.decision import Decision
from realtime.events import ActionEvent
from realtime.outbox.journal import BEGUN_ANEW, EventJournal
from realtime.sinks.base import PredictionMessage
from tests.realtime.score_tracks import prediction
from tests.realtime.virtual_clock import VirtualClock

HOUR = 3600.0
START = ActionEvent("start", "clap", 0.5, 10.0, None, "door")
END = replace(START, phase="end", end_seconds=14.0)


class SetClock(VirtualClock):
    """A clock whose time of day people set."""

    set_back = 0.0

    def wall(self) -> float:
        return super().wall() - self.set_back


def see(journal: EventJournal, end_seconds: float) -> None:
    seen = replace(prediction([0.1, 0.7, 0.2], end_seconds), latency_seconds=0.5)
    journal.note(PredictionMessage("door", Decision(None, seen, seen), "ok", 0.2))


def test_the_time_of_day_is_that_of_the_pictures_not_of_the_telling() -> None:
    clock = SetClock()
    journal = EventJournal(clock)
    see(journal, 12.0)
    (message,) = journal.messages(START)
    assert message.started_at == clock.wall() - 0.5 - 2.0


def test_an_event_over_which_the_clock_is_set_back_an_hour_is_as_long_as_it_was() -> None:
    clock = SetClock()
    journal = EventJournal(clock)
    see(journal, 12.0)
    (start,) = journal.messages(START)
    clock.set_back = HOUR
    clock.advance(4.0)
    see(journal, 16.0)
    (end,) = journal.messages(END)
    assert end.event_id == start.event_id
    assert (start.number, end.number) == (0, 1)
    assert end.ended_at == start.started_at + 4.0
    (later,) = journal.messages(replace(START, start_seconds=15.0))
    assert later.started_at < start.started_at, "told by the new time of day"


def test_an_event_that_is_cut_off_never_ends_before_it_began() -> None:
    clock = SetClock()
    journal = EventJournal(clock)
    (start,) = journal.messages(START)
    clock.set_back = HOUR
    (end,) = journal.end_all("door")
    assert end.ended_at is not None
    assert end.ended_at >= start.started_at
    assert end.key != start.key
    assert journal.end_all("door") == []


def test_an_event_whose_end_lies_before_its_start_has_no_length() -> None:
    journal = EventJournal(SetClock())
    (start,) = journal.messages(START)
    (end,) = journal.messages(replace(END, end_seconds=9.0))
    assert end.ended_at == start.started_at


def test_an_event_that_begins_anew_ends_the_one_that_got_no_end() -> None:
    journal = EventJournal(SetClock())
    (first,) = journal.messages(START)
    cut, second = journal.messages(START)
    assert (cut.event_id, cut.phase, cut.note) == (first.event_id, "end", BEGUN_ANEW)
    assert second.event_id != first.event_id
    assert [one.event_id for one in journal.end_all("door")] == [second.event_id]


def test_cameras_and_labels_are_kept_apart() -> None:
    journal = EventJournal(SetClock())
    events = [START, replace(START, label="yoga"), replace(START, source_id="yard")]
    ids = [journal.messages(event)[0].event_id for event in events]
    assert len(set(ids)) == 3
    assert [journal.messages(replace(e, phase="end"))[0].event_id for e in events] == ids
