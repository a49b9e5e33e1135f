"""The benchmark measures what it names; its figures are nobody's promise here."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from engines import EngineChoice, VideoReader
from realtime.monitor.bench import WIDE_SIZE, StreamBench, measure, write_wide_video
from realtime.monitor.bench_report import print_table, to_json
from realtime.sources.painted import paint_index
from tests.engines.painted_video import HEIGHT, WIDTH, Picture, write_video
from tests.realtime.painted_engine import PaintedEngine

CHOICE = EngineChoice("openvino", "fp32", "cpu")
WINDOWS = 4


def numbered(number: int) -> Picture:
    image = np.full((HEIGHT, WIDTH, 3), 100, np.uint8)
    paint_index(image, number)
    return image


@pytest.fixture(scope="module")
def engine() -> PaintedEngine:
    return PaintedEngine()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, engine: PaintedEngine) -> StreamBench:
    path = tmp_path_factory.mktemp("bench") / "numbered.mp4"
    video = write_video(path, frames=60, paint=numbered)
    return measure(engine, video, video, rounds=2, windows=WINDOWS, tell=lambda _text: None)


def test_pipeline_and_engine_make_the_same_number_of_predictions(
    bench: StreamBench, engine: PaintedEngine
) -> None:
    first_window = list(range(16))
    rounds_of_the_bare_engine = engine.windows.count(first_window) - 2 - 1  # offline and live too
    assert rounds_of_the_bare_engine == 2 * WINDOWS
    assert bench.pipeline_to_engine > 0


def test_every_figure_is_there(bench: StreamBench) -> None:
    assert bench.arrival_to_prediction_ms is not None
    assert bench.decoded_to_ring_ms is not None
    assert bench.behind_live_ms is not None
    assert bench.capture_fps == pytest.approx(25, rel=0.2)
    assert 0 < bench.capture_cpu_percent < 200


def test_the_report_names_the_machine(bench: StreamBench) -> None:
    figures = json.loads(to_json(bench, "i3d.k400", CHOICE))
    assert figures["pipeline_to_engine"] == bench.pipeline_to_engine
    assert figures["machine"]
    assert set(figures["arrival_to_prediction_ms"]) == {"p50", "p95", "p99"}
    console = Console(file=io.StringIO(), width=100, record=True)
    print_table(bench, "i3d.k400", CHOICE, console)
    assert "pipeline ÷ engine" in console.export_text()


def test_the_wide_video_is_what_it_is_called(tmp_path: Path) -> None:
    small = write_video(tmp_path / "small.mp4", frames=5)
    write_wide_video(small, tmp_path / "wide.mp4", lambda _text: None)
    with VideoReader(tmp_path / "wide.mp4") as reader:
        frame = reader.read()
        assert frame is not None
        assert frame.image.shape == (WIDE_SIZE[1], WIDE_SIZE[0], 3)
        assert reader.announced_rate == 30
