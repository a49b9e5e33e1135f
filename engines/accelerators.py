"""What this machine has beside its CPU: a GPU for TensorRT, Intel's GPU and NPU for OpenVINO."""

from importlib.util import find_spec

from engines.device.opening import NO_DRIVER, has_driver, why_no_cuda

TENSORRT_MODULES = ("tensorrt", "tensorrt_rtx")
"""Where TensorRT's interface may be; the first one found is taken."""
NOT_INSTALLED = (
    "TensorRT is not installed; pip install 'liveact[tensorrt]', "
    "or on a GeForce or RTX card 'liveact[rtx]'"
)


def find_tensorrt() -> str | None:
    """The module to import, None where neither is installed; nothing is imported for it."""
    return next((module for module in TENSORRT_MODULES if find_spec(module) is not None), None)


def why_no_tensorrt() -> str | None:
    """The reason why TensorRT cannot run here; None where it may."""
    return why_no_cuda() or (None if find_tensorrt() is not None else NOT_INSTALLED)


OPENVINO_DEVICES = {"cpu": "CPU", "intel-gpu": "GPU", "intel-npu": "NPU"}
"""What OpenVINO calls a device, by its name on the command line."""
_PEOPLE_SAY = {"intel-gpu": "Intel GPU", "intel-npu": "Intel NPU"}


def openvino_devices() -> tuple[str, ...]:
    """What OpenVINO sees here, in its own words: `CPU`, `GPU.0`, `NPU`."""
    import openvino as ov

    return tuple(ov.Core().available_devices)


def why_no_intel(device: str) -> str | None:
    """The reason why OpenVINO cannot run on `intel-gpu` or `intel-npu`; None where it may."""
    kind = OPENVINO_DEVICES[device]
    if any(name.partition(".")[0] == kind for name in openvino_devices()):
        return None
    return f"OpenVINO sees no {_PEOPLE_SAY[device]}"


def why_no_torch_cuda() -> str | None:
    """The reason why torch cannot run on a GPU here; None where it can.

    Torch is imported to ask it (a second), but only where there is a driver.
    """
    if not has_driver():
        return NO_DRIVER
    if find_spec("torch") is None:
        return "torch is not installed"
    import torch

    if torch.cuda.is_available():
        return None
    return f"torch {torch.__version__} finds no GPU; install its build for CUDA"
