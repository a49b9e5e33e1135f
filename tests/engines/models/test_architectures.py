from engines.models import list_models, model_card

NAMES = {
    "i3d",
    "i3d_flow",
    "i3d_two_stream",
    "r3d_18",
    "mc3_18",
    "r2plus1d_18",
    "r2plus1d_34",
    "c3d",
    "cnn_lstm",
    "frame_vote",
    "feature_mlp",
    "feature_lstm",
    "feature3d_lstm",
    "convlstm",
    "conv3d",
    "tcn",
}


def test_every_classic_of_the_field_is_there() -> None:
    assert set(list_models()) >= NAMES


def test_each_is_found_by_pattern() -> None:
    assert {"r2plus1d_18", "r2plus1d_34"} <= set(list_models("r2*"))
    assert all(name.startswith("r2") for name in list_models("r2*"))


def test_clips_are_made_as_published() -> None:
    resnet, c3d, deep = (model_card(n).spec for n in ("r3d_18", "c3d", "r2plus1d_34"))

    assert (resnet.clip_len, resnet.frame_rate, resnet.crop_px) == (16, 15.0, 112)
    assert resnet.resized_px(720, 1280) == (128, 171)
    assert (c3d.clip_len, c3d.crop_px) == (16, 112)
    assert deep.clip_len == 32 and deep.min_clip_len == 8
