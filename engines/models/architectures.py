"""The architectures without weights: how clips are made for each until its trainer says otherwise.

`create_model("tcn", num_classes=7)` makes one; a checkpoint of one's own is read with
`pretrained=path`.
"""

from dataclasses import replace

from engines.models.registry import ModelCard, register_model
from engines.spec import ModelSpec

KINETICS_MEAN = (0.43216, 0.394666, 0.37645)
KINETICS_STD = (0.22803, 0.22145, 0.216989)

RESNET3D = ModelSpec(
    name="r3d_18",
    labels=(),
    clip_len=16,
    min_clip_len=8,
    frame_rate=15.0,
    frame_interval=1,
    resize_short_px=128,
    crop_px=112,
    mean=KINETICS_MEAN,
    std=KINETICS_STD,
    stretch_px=(128, 171),
)
"""As torchvision trained its video models."""
IG65M = replace(RESNET3D, name="r2plus1d_34", clip_len=32, frame_rate=30.0)
"""As R(2+1)D-34 was trained; its makers took the videos' own rate, mostly 30 fps."""
C3D = replace(
    RESNET3D,
    name="c3d",
    min_clip_len=16,
    frame_rate=25.0,
    # The weights take pixels in 0..255 less the mean of Sports-1M, here for values in 0..1.
    mean=(102 / 255, 98 / 255, 90 / 255),
    std=(1 / 255, 1 / 255, 1 / 255),
)
FRAMES = ModelSpec(
    name="cnn_lstm",
    labels=(),
    clip_len=16,
    min_clip_len=4,
    frame_rate=25.0,
    frame_interval=2,
    resize_short_px=128,
    crop_px=112,
    mean=(0.485, 0.456, 0.406),
    std=(0.229, 0.224, 0.225),
)
"""Sixteen frames of 1.2 seconds, as ImageNet's networks take pictures."""
PIECES = replace(RESNET3D, name="tcn", clip_len=64, min_clip_len=16, frame_rate=25.0)
"""Eight pieces of 8 frames, as Kinetics' networks take clips."""


def _register(spec: ModelSpec, name: str, network: str, *head: str, streams: bool = False) -> None:
    card = ModelCard(replace(spec, name=name), f"engines.models.{network}", streams=streams)
    register_model(replace(card, head=head) if head else card)


_register(RESNET3D, "r3d_18", "resnet3d:r3d_18", streams=True)
_register(RESNET3D, "mc3_18", "resnet3d:mc3_18", streams=True)
_register(RESNET3D, "r2plus1d_18", "resnet3d:r2plus1d_18", streams=True)
_register(IG65M, "r2plus1d_34", "resnet3d:r2plus1d_34", streams=True)
_register(C3D, "c3d", "c3d:C3d", "fc8.", streams=True)
_register(FRAMES, "cnn_lstm", "cnn_lstm:cnn_lstm")
_register(FRAMES, "frame_vote", "frame_vote:FrameVote")
_register(FRAMES, "feature_mlp", "feature_mlp:FeatureMlp")
_register(FRAMES, "feature_lstm", "cnn_lstm:feature_lstm")
_register(PIECES, "feature3d_lstm", "cnn_lstm:feature3d_lstm")
_register(replace(FRAMES, min_clip_len=8), "convlstm", "convlstm:ConvLstm")
_register(replace(FRAMES, min_clip_len=8), "conv3d", "conv3d:ThreeConv3d")
_register(PIECES, "tcn", "tcn:Tcn")
