"""Where weights and compiled engines live, and how they get there whole or not at all."""

from engines.artifacts.download_file import DownloadFile
from engines.artifacts.fetching import WeightsFile, demo_clip, fetch, is_here
from engines.artifacts.folders import atomic_path, cache_dir, data_dir, data_place
from engines.artifacts.local_file import LocalFile
from engines.artifacts.packaged import PackagedFile
from engines.artifacts.progress import Progress, ProgressEvent

__all__ = [
    "DownloadFile",
    "LocalFile",
    "PackagedFile",
    "Progress",
    "ProgressEvent",
    "WeightsFile",
    "atomic_path",
    "cache_dir",
    "data_dir",
    "data_place",
    "demo_clip",
    "fetch",
    "is_here",
]
