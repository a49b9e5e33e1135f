from PySide6.QtGui import QPainterPath

from gui.live.score_curves import ScoreCurves
from gui.live.score_history import Sample

SPAN_SECONDS = 20.0


class CountedScores(dict[str, float]):
    """Knows how often it was looked at."""

    looks = 0

    def get(self, label: str, otherwise: float = 0.0) -> float:  # type: ignore[override]  # dict has three overloads
        CountedScores.looks += 1
        return super().get(label, otherwise)


def samples(count: int, lost_at: int = -1) -> list[Sample]:
    """One a second, from 0 on."""
    return [
        Sample(float(at), CountedScores(waving=at / count), at not in (0, lost_at))
        for at in range(count)
    ]


def points(path: QPainterPath) -> list[tuple[float, float, bool]]:
    """Seconds, score, and whether a line leads there."""
    elements = [path.elementAt(at) for at in range(path.elementCount())]
    return [(one.x, one.y, one.isLineTo()) for one in elements]


def test_a_curve_breaks_where_something_was_lost() -> None:
    curve = ScoreCurves().of(["waving"], samples(4, lost_at=2), 0.0)["waving"]
    assert points(curve) == [
        (0, 0, False),
        (1, 0.25, True),
        (2, 0.5, False),
        (3, 0.75, True),
    ]


def test_a_label_that_is_not_among_the_best_is_at_the_bottom() -> None:
    curves = ScoreCurves().of(["clapping"], samples(3), 0.0)
    assert [score for _, score, _ in points(curves["clapping"])] == [0, 0, 0]


def test_only_what_is_new_is_walked_through() -> None:
    curves, all_samples = ScoreCurves(), samples(30)
    curves.of(["waving"], all_samples[:20], 0.0)
    before = CountedScores.looks
    grown = points(curves.of(["waving"], all_samples, 5.0)["waving"])
    assert CountedScores.looks - before == 10
    assert grown == points(ScoreCurves().of(["waving"], all_samples, 0.0)["waving"])


def test_a_new_label_begins_left_of_what_is_shown() -> None:
    curves, all_samples = ScoreCurves(), samples(30)
    curves.of(["waving"], all_samples, 10.0)
    newcomer = curves.of(["waving", "clapping"], all_samples, 10.0)["clapping"]
    assert points(newcomer)[0] == (9, 0, False)
    assert len(points(newcomer)) == 21


def test_what_has_left_the_strip_is_let_go() -> None:
    curves, all_samples = ScoreCurves(), samples(400)
    longest = 0
    for newest in range(1, 400):
        path = curves.of(["waving"], all_samples[:newest], newest - SPAN_SECONDS)["waving"]
        longest = max(longest, path.elementCount())
        assert points(path)[-1][0] == newest - 1
        assert points(path)[0][0] <= max(0.0, newest - SPAN_SECONDS)
    assert longest <= 2 * SPAN_SECONDS + 2


def test_another_time_line_has_curves_of_its_own() -> None:
    curves = ScoreCurves()
    curves.of(["waving"], samples(9), 0.0)
    assert curves.of(["waving"], [], 0.0)["waving"].isEmpty()
    assert len(points(curves.of(["waving"], samples(2), 0.0)["waving"])) == 2
