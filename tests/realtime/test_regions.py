import itertools
from collections import Counter

import numpy as np
import pytest

from realtime.errors import SettingsError
from realtime.frame import Frame
from realtime.pipeline import Pipeline, PipelineSettings
from realtime.regions import Region, RegionCutter, View
from realtime.sharing import SharedEngine
from realtime.sinks.base import Message, PredictionMessage
from tests.realtime.index_engine import IndexEngine
from tests.realtime.scripted_source import ScriptedSource
from tests.realtime.test_sharing import SharedIndexEngine
from tests.realtime.virtual_clock import VirtualClock


def picture(width: int = 100, height: int = 80) -> Frame:
    image = np.zeros((height, width, 3), np.uint8)
    image[..., 0], image[..., 1] = np.arange(width), np.arange(height)[:, None]
    image[..., 2] = 255
    return Frame(image, 1.0, 0.0, 0, "cam")


@pytest.mark.parametrize(
    "region",
    [Region.box(0.2, 0.25, 0.6, 0.75, in_px=False), Region.box(20, 20, 60, 60, in_px=True)],
)
def test_a_box_is_cut_out_without_a_copy(region: Region) -> None:
    whole = picture()
    cut = RegionCutter(region).cut(whole).image
    assert cut.shape == (40, 40, 3)
    assert cut[0, 0].tolist() == [20, 20, 255]
    assert np.shares_memory(cut, whole.image)


def test_beside_a_polygon_it_is_black() -> None:
    corner = Region(((0, 0), (40, 0), (0, 40)), in_px=True)
    cut = RegionCutter(corner).cut(picture()).image
    assert cut.shape == (40, 40, 3)
    assert cut[2, 2].tolist() == [2, 2, 255]
    assert cut[38, 38].tolist() == [0, 0, 0]


def test_a_camera_that_changes_its_size_keeps_its_region() -> None:
    cutter = RegionCutter(Region.box(0.5, 0.0, 1.0, 0.5, in_px=False))
    assert cutter.cut(picture(100, 80)).image.shape == (40, 50, 3)
    assert cutter.cut(picture(200, 160)).image.shape == (80, 100, 3)


def test_a_region_outside_the_picture_is_refused() -> None:
    cutter = RegionCutter(Region.box(300, 0, 400, 80, in_px=True))
    with pytest.raises(SettingsError, match="at least 16 x 16 px inside the picture of 100 x 80"):
        cutter.cut(picture())


def test_views_of_one_camera_have_their_own_windows_and_it_is_opened_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("realtime.regions.SMALLEST_PX", 1)
    clock, opened = VirtualClock(threads=4), itertools.count()
    messages: list[Message] = []

    class Keeping:
        def write(self, message: Message) -> None:
            messages.append(message)

        def close(self) -> None:
            pass

    def open_source() -> ScriptedSource:
        next(opened)
        return ScriptedSource(clock, range(100))

    whole = Region.box(0, 0, 1, 1, in_px=False)
    views = [View("left", whole), View("right", whole)]
    with SharedEngine(SharedIndexEngine(clock), lambda: pytest.fail("again"), clock=clock) as one:
        pipeline = Pipeline(
            one, open_source, source_id="door", clock=clock, sinks=[Keeping()], views=views
        )
        pipeline.start()
        assert pipeline.wait(60)
        pipeline.join()
    assert next(opened) == 1
    counts = Counter(m.source_id for m in messages if isinstance(m, PredictionMessage))
    assert counts["door/left"] == counts["door/right"] == 12
    assert [s.predictions for s in pipeline.snapshots()] == [12, 12]


def test_views_need_a_shared_engine() -> None:
    clock = VirtualClock()
    whole = Region.box(0, 0, 1, 1, in_px=False)
    with pytest.raises(SettingsError, match="2 views given; with an engine of its own 1"):
        Pipeline(
            IndexEngine(clock),
            lambda: ScriptedSource(clock, []),
            source_id="door",
            settings=PipelineSettings(),
            views=[View("a", whole), View("b", whole)],
        )
