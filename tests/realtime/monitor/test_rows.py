from dataclasses import replace

import pytest
from rich.cells import cell_len

from engines import EngineChoice, PassedOver
from realtime.monitor.bars import Bar
from realtime.monitor.rows import (
    bar_head,
    bar_rows,
    decision_row,
    event_rows,
    fact_rows,
    reason_rows,
    state_row,
)
from realtime.status import StreamState, StreamStatus
from tests.realtime.monitor.snapshots import ALL, ENDED, LIVE, RECONNECTING, UNKNOWN, WARMING


def bar_of(smoothed: float, raw: float) -> Bar:
    return Bar("clap", smoothed, raw, is_decision=True)


def test_the_state_stands_left_the_time_right() -> None:
    row = state_row(LIVE, 40).plain
    assert row.startswith("● live ") and row.endswith("1:32")
    assert cell_len(row) == 40


def test_a_long_reason_is_cut_in_the_state_and_whole_below_it() -> None:
    assert "…" in state_row(RECONNECTING, 56).plain
    rows = [row.plain for row in reason_rows(RECONNECTING.status, 56)]
    assert " ".join(row.strip() for row in rows).strip() == RECONNECTING.status.reason
    assert len(rows) == 5


def test_a_short_reason_is_not_repeated() -> None:
    status = StreamStatus("demo", StreamState.ENDED, "end of the file")
    assert not any(row.plain for row in reason_rows(status, 56))


def test_the_decision_or_why_there_is_none() -> None:
    assert decision_row(LIVE, 56).plain == "dancing ballet  70%"
    assert decision_row(UNKNOWN, 56).plain == "nothing I know"
    assert decision_row(WARMING, 56).plain.startswith("warming up 11/64 ━")
    assert decision_row(RECONNECTING, 56).plain.startswith("waiting for frames ━")
    assert decision_row(ENDED, 56).plain == "2310 frames, 121 predictions"


@pytest.mark.parametrize(("smoothed", "filled"), [(0.0, 0), (0.5, 10), (1.0, 19)])
def test_a_bar_is_as_long_as_its_smoothed_score(smoothed: float, filled: int) -> None:
    row = bar_rows([bar_of(smoothed, raw=1.0)], 54)[0].plain
    assert row.count("▆") == filled
    assert row.count("▁") == 19 - filled  # the mark takes one of 20 cells
    assert row.endswith(f"{smoothed:4.0%} ┃100%")


@pytest.mark.parametrize(("raw", "place"), [(0.0, 0), (0.5, 10), (1.0, 19)])
def test_a_mark_stands_at_the_raw_score(raw: float, place: int) -> None:
    row = bar_rows([bar_of(0.3, raw)], 54)[0].plain
    bar = row[-31:-11]
    assert bar.index("┃") == place


def test_the_head_stands_over_its_figures() -> None:
    row = bar_rows([bar_of(0.5, 0.5)], 54)[0].plain
    assert bar_head(54).plain.index("┃") == row.rindex("┃")


def test_missing_bars_leave_their_rows_empty() -> None:
    assert [row.plain for row in bar_rows([bar_of(0, 0)], 54)][1:] == [""] * 4


def test_long_facts_are_cut_in_a_small_terminal_and_wrapped_in_a_large_one() -> None:
    long = replace(LIVE, drops={"capture": {f"reason {i}": i + 1 for i in range(4)}})
    cut = [row.plain for row in fact_rows(long, 56, roomy=False)]
    wrapped = [row.plain for row in fact_rows(long, 56, roomy=True)]
    assert len(wrapped) == len(cut) + 1
    assert cut[3].endswith("…") and wrapped[4].endswith("4 capture (reason 3)")


def test_why_nothing_faster_is_used_is_read_to_the_end_where_rows_are_free() -> None:
    advice = PassedOver("int8 early answers", "fp32 takes their place: " + "word " * 40 + "FOLDER")
    engine = EngineChoice("openvino", "int8", "cpu", (advice,))
    snapshot = replace(LIVE, engine=engine)
    free = [row.plain for row in fact_rows(snapshot, 56, roomy=True, free_rows=20)]
    assert free[-1].endswith("FOLDER")
    cut = [row.plain for row in fact_rows(snapshot, 56, roomy=True, free_rows=8)]
    assert cut == [*free[:7], cut[7]] and cut[7].endswith("…")
    assert fact_rows(snapshot, 56, roomy=True)[-1].plain.endswith("…")


def test_as_many_events_as_there_are_lines_for() -> None:
    assert len(event_rows(LIVE.events, 56, 1)) == 1
    assert len(event_rows(LIVE.events, 56, 9)) == 2
    assert event_rows(LIVE.events, 56, -1) == []


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("width", [40, 56, 80, 196])
def test_no_row_is_wider_than_allowed(name: str, width: int) -> None:
    snapshot = ALL[name]
    long = replace(snapshot, status=replace(snapshot.status, reason="très long " * 30))
    rows = [state_row(long, width), decision_row(long, width)]
    rows += [*reason_rows(long.status, width), *fact_rows(long, width, roomy=True)]
    rows += event_rows(long.events, width, 9)
    assert max(row.cell_len for row in rows) <= width
