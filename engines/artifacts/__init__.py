"""Where weights and compiled engines live, and how they get there whole or not at all."""

from engines.artifacts.download_file import DownloadFile
from engines.artifacts.fetching import demo_clip, fetch, has_weights, weights_file
from engines.artifacts.folders import atomic_path, cache_dir
from engines.artifacts.packaged import PACKAGED_WEIGHTS, PackagedFile
from engines.artifacts.progress import Progress, ProgressEvent

__all__ = [
    "PACKAGED_WEIGHTS",
    "DownloadFile",
    "PackagedFile",
    "Progress",
    "ProgressEvent",
    "atomic_path",
    "cache_dir",
    "demo_clip",
    "fetch",
    "has_weights",
    "weights_file",
]
