"""From what a user writes to an open source.

What decodes is imported as a source is opened: a window is on the screen sooner without it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from engines import ArtifactError, demo_clip
from realtime.clock import Clock
from realtime.errors import SourceError
from realtime.redact import public_url
from realtime.sources.base import Source
from realtime.sources.cameras import (
    describe_cameras,
    find_camera,
    list_cameras,
    refuse_missing,
)
from realtime.sources.faults import parse_plan
from realtime.sources.options import SourceOptions
from realtime.sources.paced import PacedSource
from realtime.sources.synthetic import SyntheticCamera

if TYPE_CHECKING:
    from realtime.packets import PacketRing

NETWORK_SCHEMES = ("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "udp", "tcp", "srt", "rtp")


def source_name(uri: str) -> str:
    """The name of a source, safe to show: without password or secret parameters."""
    return public_url(uri)


def video_path(uri: str) -> Path | None:
    """The file that a source is read from; None for cameras, addresses and what is not there."""
    path = _path(uri) if uri and _scheme(uri) in ("", "file") else None
    return path if path is not None and path.is_file() else None


def is_connected(uri: str) -> bool:
    """Whether a connection is opened to it: a camera or an address, no file and nothing made up."""
    return uri != "demo" and _scheme(uri) != "synthetic" and video_path(uri) is None


def open_source(
    uri: str,
    *,
    clock: Clock,
    offline: bool = False,
    options: SourceOptions | None = None,
) -> Source:
    """One open connection to what a user names; see `source_opener` for one that reconnects."""
    return source_opener(uri, clock=clock, offline=offline, options=options)()


def source_opener(
    uri: str,
    *,
    clock: Clock,
    offline: bool = False,
    options: SourceOptions | None = None,
    packets: "PacketRing | None" = None,
) -> Callable[[], Source]:
    """What opens a source, as often as its connection is lost.

    Args:
        uri: a camera (`0`, `/dev/video0`, its name), a URL, a file, `demo` or `synthetic:…`.
        clock: the time that recordings are played against.
        offline: give every frame of a recording as fast as it is asked for.
        options: time-outs and transport.
        packets: gets what a network camera or a file holds as it was encoded.

    Raises:
        SourceError: permanent; this is no source at all, or a camera cannot be read offline.
    """
    options = options or SourceOptions()
    scheme = _scheme(uri)
    if scheme == "synthetic":
        return _synthetic(uri, clock, options, offline)
    if scheme in NETWORK_SCHEMES:
        return _network(uri, clock, options, offline, packets)
    if scheme not in ("", "file"):
        raise SourceError(
            f"{source_name(uri)}: unknown kind of address '{scheme}'; allowed: "
            f"{', '.join(NETWORK_SCHEMES)}, a file, a camera, demo, synthetic:",
            permanent=True,
        )
    return _local(uri, clock, options, offline, packets)


def _scheme(uri: str) -> str:
    """The part before `://` (`synthetic:` needs no slashes); empty for files and cameras."""
    if uri.split("?", maxsplit=1)[0].rstrip(":") == "synthetic":
        return "synthetic"
    return uri.split("://", maxsplit=1)[0].lower() if "://" in uri else ""


def _local(
    uri: str, clock: Clock, options: SourceOptions, offline: bool, packets: "PacketRing | None"
) -> Callable[[], Source]:
    """A file, the demo or a camera of this computer."""
    if uri == "demo":
        return lambda: _file(_demo_path(), clock, offline, "demo", packets)
    path = _path(uri)
    if uri and path.exists() and not str(path).startswith("/dev/"):
        return lambda: _file(path, clock, offline, uri, packets)
    number = find_camera(uri, list_cameras())
    if number is not None:
        _refuse_offline(uri, offline)
        refuse_missing(number)
        return lambda: _webcam(number, clock, options)
    if path.suffix or len(path.parts) > 1:
        raise SourceError(f"{uri}: no such file; check the path", permanent=True)
    raise SourceError(
        f"{uri or 'nothing'}: neither a file, a camera ({describe_cameras(list_cameras())}) nor a "
        "URL; give a video file, rtsp://…, a camera, demo or synthetic:",
        permanent=True,
    )


def _file(
    path: Path, clock: Clock, offline: bool, name: str, packets: "PacketRing | None"
) -> Source:
    from realtime.sources.file import FileSource

    source = FileSource(path, clock, source_id=name, packets=packets)
    return source if offline else PacedSource(source, clock)


def _webcam(number: int, clock: Clock, options: SourceOptions) -> Source:
    from realtime.sources.webcam import WebcamSource

    return WebcamSource(number, clock, options)


def _path(uri: str) -> Path:
    if uri.startswith("file://"):
        return Path(unquote(urlsplit(uri).path))
    return Path(uri).expanduser()


def _demo_path() -> Path:
    try:
        return demo_clip()
    except ArtifactError as error:
        raise SourceError(str(error), permanent=True) from error


def _network(
    uri: str, clock: Clock, options: SourceOptions, offline: bool, packets: "PacketRing | None"
) -> Callable[[], Source]:
    _refuse_offline(uri, offline)

    def connect() -> Source:
        from realtime.sources.network import NetworkSource

        source = NetworkSource(uri, clock, options, packets)
        return PacedSource(source, clock) if source.needs_pacing else source

    return connect


def _synthetic(
    uri: str, clock: Clock, options: SourceOptions, offline: bool
) -> Callable[[], Source]:
    plan = parse_plan(uri)
    return SyntheticCamera(plan, clock, options, offline=offline, source_id=uri).connect


def _refuse_offline(uri: str, offline: bool) -> None:
    if offline:
        raise SourceError(
            f"{source_name(uri)}: a camera or stream cannot be read offline; leave --offline out, "
            "or give a file",
            permanent=True,
        )
