"""torchvision's own networks, to compare with; only tests know of them."""

from typing import Any

import torch

from tests.conftest import require_or_skip

_OPERATORS = ("nms", "qnms")
_SCHEMA = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_library: Any = torch.library
_fragment = _library.Library("torchvision", "FRAGMENT")


def torchvision_models() -> Any:
    """`torchvision.models`, or a skip with the reason.

    Its wheels are compiled for torch with CUDA: beside a CPU torch they lack operators that its
    Python code expects, so these are declared first. No network of ours uses them.
    """
    for name in _OPERATORS:
        if not hasattr(torch.ops.torchvision, name):
            _fragment.define(f"{name}{_SCHEMA}")
    try:
        from torchvision import models
    except (ImportError, RuntimeError) as error:
        require_or_skip("torchvision", f"torchvision cannot be imported: {error}")
        raise
    return models
