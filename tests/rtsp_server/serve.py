"""A camera on the loopback: an RTSP server that sends a recording round and round.

Runs under the system's Python, which has GStreamer; imports nothing of the project. Prints its
port when it is ready and ends with its standard input.
"""

import argparse
import os
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found,unused-ignore]  # only the system's Python has it

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import (  # type: ignore[import-not-found,unused-ignore]  # noqa: E402 - as above
    GLib,
    Gst,
    GstRtspServer,
)

LATE_SECONDS = 0.5
"""A camera that was stopped for longer goes on with the present."""

PIPELINE = (
    "( appsrc name=camera is-live=true format=time "
    "caps=video/x-h264,stream-format=byte-stream,alignment=au "
    "! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 )"
)


class Recording:
    """Encoded frames: one header byte (1 for a key frame), four of length, the frame."""

    def __init__(self, path: Path, fps: float) -> None:
        self.fps = fps
        self.frames: list[bytes] = []
        self.is_key: list[bool] = []
        data, at = path.read_bytes(), 0
        while at < len(data):
            size = int.from_bytes(data[at + 1 : at + 5], "big")
            self.is_key.append(data[at] == 1)
            self.frames.append(data[at + 5 : at + 5 + size])
            at += 5 + size

    def key_before(self, number: int) -> int:
        while not self.is_key[number % len(self.frames)]:
            number -= 1
        return number

    def key_after(self, number: int) -> int:
        while not self.is_key[number % len(self.frames)]:
            number += 1
        return number


class Camera:
    """Films since `started`, whoever looks."""

    def __init__(self, recording: Recording, started: float, ends: bool) -> None:
        self.recording = recording
        self.started = started
        self.ends = ends

    def on_media(self, _factory: Any, media: Any) -> None:
        source = media.get_element().get_by_name_recurse_up("camera")
        threading.Thread(target=self._feed, args=(source,), daemon=True).start()

    def _now(self) -> int:
        """The frame of this moment."""
        return int((time.monotonic() - self.started) * self.recording.fps)

    def _feed(self, source: Any) -> None:
        """Send what there is since the last key frame at once, then each frame in its time."""
        recording = self.recording
        first = number = max(0, recording.key_before(self._now()))
        for _ in count():
            if self.ends and number >= len(recording.frames):
                source.emit("end-of-stream")
                return
            late = time.monotonic() - self.started - number / recording.fps
            if late < 0:
                time.sleep(-late)
            elif late > LATE_SECONDS and number > first:
                number = recording.key_after(self._now())
            buffer = Gst.Buffer.new_wrapped(recording.frames[number % len(recording.frames)])
            buffer.pts = buffer.dts = int((number - first) / recording.fps * Gst.SECOND)
            if source.emit("push-buffer", buffer) != Gst.FlowReturn.OK:
                return
            number += 1


def protect(server: Any, factory: Any, user: str, password: str) -> None:
    """Let only this user in."""
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)


def end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("recording", type=Path)
    parser.add_argument("--fps", type=float, required=True)
    parser.add_argument("--port", default="0")
    parser.add_argument("--age", type=float, default=0.0, help="seconds that it has filmed already")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--ends", action="store_true", help="end with the recording")
    options = parser.parse_args()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(options.port)
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(PIPELINE)
    camera = Camera(
        Recording(options.recording, options.fps), time.monotonic() - options.age, options.ends
    )
    factory.connect("media-configure", camera.on_media)
    if options.user:
        protect(server, factory, options.user, options.password)
    server.get_mount_points().add_factory("/live", factory)
    if server.attach(None) == 0:
        sys.exit(f"port {options.port} is taken")
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.stdout.write(f"{server.get_bound_port()}\n")
    sys.stdout.flush()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
