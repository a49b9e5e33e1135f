"""The server itself: its port, its thread, clients that are slow, TLS."""

import shlex
import socket
import ssl
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from realtime.errors import SettingsError
from realtime.monitor.http import server as server_module
from realtime.monitor.http.app import new_app
from realtime.monitor.http.server import HttpServer, open_server
from realtime.monitor.http.settings import HttpSettings
from tests.realtime.monitor.http.bed import Bed, ask


def test_it_ends_with_its_thread(bed: Bed) -> None:
    settings = HttpSettings(port=0)
    server = HttpServer(settings)
    server.start(new_app(bed.facts, settings))
    assert ask(server.url, "/readyz").status == 200
    server.close()
    server.close()
    assert not [one for one in threading.enumerate() if one.name == "liveact-http"]
    with pytest.raises(OSError):
        ask(server.url, "/readyz")


def test_a_port_that_is_taken_ends_only_who_asked_for_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with closing(HttpServer(HttpSettings(port=0))) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(SettingsError, match=f"port {port} cannot be had: .*give another"):
            open_server(HttpSettings(port=port))
        unasked = HttpSettings.model_construct(_fields_set=set(), port=port)
        assert open_server(unasked) is None
        assert "not answering by HTTP" in caplog.text
    assert open_server(HttpSettings(enabled=False)) is None


def test_who_says_nothing_is_hung_up_on(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "REQUEST_SECONDS", 0.2)
    settings = HttpSettings(port=0)
    with closing(HttpServer(settings)) as server:
        server.start(new_app(bed.facts, settings))
        port = int(server.url.rpartition(":")[2])
        for beginning in (b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as silent:
                silent.sendall(beginning)
                assert _rest(silent) == b""
        assert ask(server.url, "/healthz").status == 200


def test_what_is_no_http_is_refused(url: str) -> None:
    port = int(url.rpartition(":")[2])
    for garbage in (b"\x16\x03\x01\x02\x00" * 20, b"GET / HTTP/1.1\r\n" + b"a" * 70000):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            client.sendall(garbage)
            assert _rest(client)[:12] in (b"", b"HTTP/1.1 400")
    assert ask(url, "/healthz").status == 200


def test_tls(bed: Bed, tmp_path: Path) -> None:
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
    )
    subprocess.run(shlex.split(command), cwd=tmp_path, check=True, capture_output=True)
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    settings = HttpSettings(port=0, certificate=certificate, private_key=key)
    with closing(HttpServer(settings)) as server:
        server.start(new_app(bed.facts, settings))
        trust = ssl.create_default_context(cafile=str(certificate))
        assert server.url.startswith("https://")
        assert ask(server.url, "/healthz", tls=trust).status == 200
    with pytest.raises(SettingsError, match=r"certificate .*cannot be used"):
        HttpServer(HttpSettings(port=0, certificate=key, private_key=certificate))


def _rest(client: socket.socket) -> bytes:
    """All that comes until the other side hangs up."""
    data = b""
    try:
        while more := client.recv(4096):
            data += more
    except ConnectionResetError:
        pass
    return data
