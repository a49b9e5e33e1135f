"""ResNets in 3D whose Kinetics-400 weights are published."""

from dataclasses import replace

from engines.artifacts import DownloadFile
from engines.models.architectures import IG65M, RESNET3D
from engines.models.catalogue import I3D_K400
from engines.models.registry import ModelCard, register_model

_TORCHVISION = "BSD-3-Clause (torchvision, KINETICS400_V1, trained on Kinetics-400 from scratch)"
_IG65M = (
    "MIT (port, github.com/moabitcoin/ig65m-pytorch 1.0.0); weights by facebookresearch/VMZ, "
    "trained on IG-65M, then Kinetics-400: see their terms"
)

_IG65M_HOME = "https://github.com/moabitcoin/ig65m-pytorch/releases/download/v1.0.0"


def _register_torchvision(arch: str, sha256_prefix: str) -> ModelCard:
    spec = replace(RESNET3D, name=f"{arch}.k400", labels=I3D_K400.spec.labels, licence=_TORCHVISION)
    url = f"https://download.pytorch.org/models/{arch}-{sha256_prefix}.pth"
    weights = DownloadFile(url, sha256_prefix)
    network = f"engines.models.resnet3d:{arch}"
    return register_model(ModelCard(spec, network, weights=weights, streams=True))


def _register_ig65m(tag: str, clip_len: int, sha256_prefix: str) -> ModelCard:
    """File names follow torch.hub's rule for checksums (the port's issue 12)."""
    spec = replace(
        IG65M,
        name=f"r2plus1d_34.{tag}",
        labels=I3D_K400.spec.labels,
        clip_len=clip_len,
        licence=_IG65M,
    )
    name = f"r2plus1d_34_clip{clip_len}_ft_kinetics_from_ig65m-{sha256_prefix}.pth"
    weights = DownloadFile(f"{_IG65M_HOME}/{name}", sha256_prefix)
    network = "engines.models.resnet3d:r2plus1d_34"
    return register_model(ModelCard(spec, network, weights=weights, streams=True))


R3D_18 = _register_torchvision("r3d_18", "b3b3357e")
MC3_18 = _register_torchvision("mc3_18", "a90a0ba3")
R2PLUS1D_18 = _register_torchvision("r2plus1d_18", "91a641e6")
R2PLUS1D_34 = _register_ig65m("k400", 32, "ade133f1")
R2PLUS1D_34_CLIP8 = _register_ig65m("k400_clip8", 8, "0aa0550b")
