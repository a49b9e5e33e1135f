import pytest

from engines.models import list_models, model_card


def test_the_default_model_is_what_its_paper_says() -> None:
    spec = model_card("i3d.k400").spec

    assert len(spec.labels) == 400
    assert (spec.clip_len, spec.min_clip_len, spec.frame_interval) == (64, 16, 1)
    assert (spec.frame_rate, spec.resize_short_px, spec.crop_px) == (25.0, 256, 224)
    assert spec.mean == spec.std == (0.5, 0.5, 0.5)
    assert spec.labels[0] == "abseiling"
    assert spec.labels[-1] == "zumba"


@pytest.mark.parametrize("name", list_models(pretrained=True))
def test_every_model_names_the_licence_of_its_weights(name: str) -> None:
    assert model_card(name).spec.licence
