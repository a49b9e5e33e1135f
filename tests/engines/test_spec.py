from dataclasses import replace

import pytest

from engines import EngineError, ModelSpec


def test_it_survives_the_way_through_a_file(spec: ModelSpec) -> None:
    for given in (spec, replace(spec, stretch_px=(256, 342))):
        assert ModelSpec.from_json(given.to_json()) == given


def test_the_shorter_side_is_resized(spec: ModelSpec) -> None:
    assert spec.resized_px(512, 1024) == (256, 512)
    assert spec.resized_px(1024, 512) == (512, 256)


def test_a_crop_fits_into_what_is_stretched(spec: ModelSpec) -> None:
    with pytest.raises(EngineError, match=r"a crop of 224 px out of \(128, 171\)"):
        replace(spec, stretch_px=(128, 171))
