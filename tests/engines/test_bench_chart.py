from pathlib import Path

import cv2
import numpy as np
import pytest

from engines import EngineError
from engines.bench_chart import check_chart_place, painted_chart, write_chart
from tests.engines.bench_rows import bench_row

ROWS = [bench_row("torch", p50_ms=200.0), bench_row("openvino", mode="stream", p50_ms=100.0)]


def test_bars_are_as_long_as_their_times() -> None:
    picture = painted_chart(ROWS)
    window, stream = (int((picture == colour).all(axis=2).sum(axis=1).max()) for colour in COLOURS)
    assert picture.shape[1] == 1000
    assert window == pytest.approx(2 * stream, rel=0.02)


COLOURS = ((176, 114, 43), (90, 160, 60))


def test_it_is_written_as_a_png(tmp_path: Path) -> None:
    write_chart(ROWS, tmp_path / "chart.png")
    read = cv2.imread(str(tmp_path / "chart.png"))
    assert read is not None
    np.testing.assert_array_equal(read, painted_chart(ROWS))
    assert [path.name for path in tmp_path.iterdir()] == ["chart.png"]


def test_places_that_no_chart_can_have(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"ends in \.png"):
        check_chart_place(tmp_path / "chart.jpg")
    with pytest.raises(EngineError, match="its folder does not exist"):
        check_chart_place(tmp_path / "nowhere" / "chart.png")
