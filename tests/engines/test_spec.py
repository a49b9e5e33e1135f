from dataclasses import replace

import pytest

from engines import EngineError, ModelSpec


def test_it_survives_the_way_through_a_file(spec: ModelSpec) -> None:
    for given in (spec, replace(spec, stretch_px=(256, 342)), replace(spec, answers_are_free=True)):
        assert ModelSpec.from_json(given.to_json()) == given


def test_the_shorter_side_is_resized(spec: ModelSpec) -> None:
    assert spec.resized_px(512, 1024) == (256, 512)
    assert spec.resized_px(1024, 512) == (512, 256)


def test_a_crop_fits_into_what_is_stretched(spec: ModelSpec) -> None:
    with pytest.raises(EngineError, match=r"a crop of 224 px out of \(128, 171\)"):
        replace(spec, stretch_px=(128, 171))


def test_channels_follow_the_modality(spec: ModelSpec) -> None:
    flow = replace(spec, modality="flow", mean=(0.5,) * 2, std=(0.5,) * 2)
    both = replace(spec, modality="two_stream", mean=(0.5,) * 5, std=(0.5,) * 5)

    assert [each.channels for each in (spec, flow, both)] == [3, 2, 5]
    assert [each.sees_colour for each in (spec, flow, both)] == [True, False, True]
    assert [each.lead_frames for each in (spec, flow, both)] == [0, 1, 1]
    assert ModelSpec.from_json(both.to_json()) == both


def test_a_modality_is_known_and_every_channel_has_its_mean(spec: ModelSpec) -> None:
    with pytest.raises(EngineError, match="modality 'depth' given, choose of rgb, flow, two_str"):
        replace(spec, modality="depth")
    with pytest.raises(EngineError, match="mean and std of 3 and 3 channels given, flow has 2"):
        replace(spec, modality="flow")


def test_a_licence_that_nobody_stated_is_not_made_up(spec: ModelSpec) -> None:
    assert replace(spec, licence="").stated_licence == "not stated"
    assert replace(spec, licence="MIT (someone)").stated_licence == "MIT (someone)"
