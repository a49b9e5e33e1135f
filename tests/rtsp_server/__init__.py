"""A real RTSP server in a process of its own, that tests may kill, stop and restart."""

import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from tests.rtsp_server.recording import Recording
from tests.server_process import ServerProcess

__all__ = ["Recording", "RtspServer", "missing_server"]

SYSTEM_PYTHON = "/usr/bin/python3"
_SERVE = Path(__file__).with_name("serve.py")


def missing_server() -> str | None:
    """Why no server can run here, or None when one can."""
    needs = "import gi; gi.require_version('GstRtspServer', '1.0')"
    if not Path(SYSTEM_PYTHON).exists():
        return f"{SYSTEM_PYTHON} is not there"
    found = subprocess.run([SYSTEM_PYTHON, "-c", needs], capture_output=True, check=False)
    if found.returncode == 0:
        return None
    return "install python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-{base,good,bad,ugly}"


class RtspServer(ServerProcess):
    """A camera under `url`, on a free port that it keeps through restarts."""

    def __init__(
        self, recording: Recording, *, user: str = "", password: str = "", ends: bool = False
    ) -> None:
        super().__init__()
        self.recording = recording
        self.user = user
        self.password = password
        self.ends = ends
        self.port = 0
        self._born = time.monotonic()

    @property
    def url(self) -> str:
        """With the right user and password, percent-encoded."""
        return self.url_for(self.user, self.password)

    def url_for(self, user: str = "", password: str = "", path: str = "live") -> str:
        login = f"{quote(user, safe='')}:{quote(password, safe='')}@" if user else ""
        return f"rtsp://{login}127.0.0.1:{self.port}/{path}"

    def start(self) -> None:
        """Film on from where the camera is now; returns when it can be connected to."""
        command = [SYSTEM_PYTHON, str(_SERVE), str(self.recording.path)]
        command += ["--fps", str(self.recording.fps), "--port", str(self.port)]
        command += ["--age", str(time.monotonic() - self._born)]
        command += ["--user", self.user, "--password", self.password]
        command += ["--ends"] if self.ends else []
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.strip().isdecimal(), f"the server said {line!r}"
        self.port = int(line)
