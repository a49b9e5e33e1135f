"""Frames, buffers and streams in the memory of an NVIDIA GPU."""

from engines.device.cuda import Cuda, CudaStream, GpuInfo
from engines.device.opening import open_cuda, why_no_cuda
from engines.device.store import DeviceClip, DeviceStore

__all__ = [
    "Cuda",
    "CudaStream",
    "DeviceClip",
    "DeviceStore",
    "GpuInfo",
    "open_cuda",
    "why_no_cuda",
]
