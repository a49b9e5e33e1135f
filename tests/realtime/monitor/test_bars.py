from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from realtime.decision import Decision
from realtime.monitor.bars import ROWS, SWAP_MARGIN, BarBoard
from tests.realtime.score_tracks import prediction

LABELS = tuple("abcdefgh")


def decided(scores: list[float], raw: list[float] | None = None) -> Decision:
    smoothed = prediction(scores, 3.0, labels=LABELS)
    seen = prediction(raw or scores, 3.0, labels=LABELS)
    return Decision(smoothed.top(1)[0].label, seen, smoothed)


def rows_of(board: BarBoard, scores: list[float]) -> str:
    return "".join(bar.label for bar in board.update(decided(scores)))


def test_the_first_order_is_by_score() -> None:
    scores = [0.01, 0.3, 0.2, 0.02, 0.03, 0.4, 0.0, 0.04]
    assert rows_of(BarBoard(), scores) == "fbche"


def test_a_small_lead_moves_nothing_and_a_clear_one_does() -> None:
    board = BarBoard()
    rows_of(board, [0.5, 0.48, 0.1, 0.05, 0.04, 0, 0, 0])
    assert rows_of(board, [0.48, 0.5, 0.1, 0.05, 0.04, 0, 0, 0]) == "abcde"
    assert rows_of(board, [0.44, 0.5, 0.1, 0.05, 0.04, 0, 0, 0]) == "bacde"


def test_a_newcomer_takes_the_row_of_the_one_that_left() -> None:
    board = BarBoard()
    rows_of(board, [0.5, 0.4, 0.03, 0.02, 0.01, 0, 0, 0])
    assert rows_of(board, [0.5, 0.4, 0.0, 0.02, 0.01, 0, 0, 0.03]) == "abhde"


def test_a_bar_knows_both_scores_and_whether_it_is_the_decision() -> None:
    smoothed = [0.5, 0.4, 0, 0, 0, 0, 0, 0]
    first, second, *_ = BarBoard().update(decided(smoothed, raw=[0.2, 0.7, 0, 0, 0, 0, 0, 0]))
    assert (round(first.smoothed, 3), round(first.raw, 3)) == (0.5, 0.2)
    assert first.is_decision and not second.is_decision


def test_without_a_decision_the_board_is_empty_and_starts_anew() -> None:
    board = BarBoard()
    rows_of(board, [0.5, 0.48, 0.1, 0.05, 0.04, 0, 0, 0])
    assert board.update(None) == []
    assert rows_of(board, [0.48, 0.5, 0.1, 0.05, 0.04, 0, 0, 0]) == "bacde"


tracks = st.lists(st.lists(st.floats(0, 1, width=32), min_size=8, max_size=8), max_size=12)


@given(tracks)
def test_the_best_are_shown_and_none_stands_far_above_a_better_one(
    track: list[list[float]],
) -> None:
    board = BarBoard()
    for scores in track:
        decision = decided(scores)
        bars = board.update(decision)
        assert {bar.label for bar in bars} == {one.label for one in decision.top(ROWS)}
        for upper, lower in pairwise(bars):
            assert lower.smoothed - upper.smoothed <= SWAP_MARGIN
