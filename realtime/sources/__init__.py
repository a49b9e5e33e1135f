"""Where frames come from."""

from realtime.sources.base import Source
from realtime.sources.opening import (
    is_connected,
    open_source,
    source_name,
    source_opener,
    video_path,
)
from realtime.sources.options import SourceOptions

__all__ = [
    "Source",
    "SourceOptions",
    "is_connected",
    "open_source",
    "source_name",
    "source_opener",
    "video_path",
]
