"""The web server in a thread of its own; the monitor never waits for it."""

import asyncio
import logging
import socket
import ssl
import threading
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from realtime.errors import SettingsError
from realtime.monitor.http.settings import HttpSettings

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 10.0
"""How long a client may take for its question."""
CONNECTION_SECONDS = 300.0
"""How long it may take for all of it, the answer too."""
MOST_CONNECTIONS = 64
CLOSE_SECONDS = 2.0


class AddressError(SettingsError):
    """Nobody can be answered at the address of the settings."""


class HurriedProtocol(H11Protocol):
    """Ends connections that ask nothing, or that take for ever."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as its base
        """Count its time from here."""
        super().connection_made(transport)
        self._timers = (
            self.loop.call_later(REQUEST_SECONDS, self._end_silent),
            self.loop.call_later(CONNECTION_SECONDS, transport.abort),
        )

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget its times."""
        for timer in self._timers:
            timer.cancel()
        super().connection_lost(exc)

    def _end_silent(self) -> None:
        if self.conn.their_state is h11.IDLE:  # no whole question came
            self.transport.abort()


class HttpServer:
    """Holds its port from the beginning; answers between `start` and `close`."""

    def __init__(self, settings: HttpSettings) -> None:
        """Take the port.

        Raises:
            AddressError: it cannot be had.
            SettingsError: the certificate is none.
        """
        self._settings = settings
        if settings.certificate is not None:
            _refuse_bad_certificate(settings)
        self._socket = _listening(settings)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        host, port = self._socket.getsockname()[:2]
        scheme = "https" if self._settings.certificate else "http"
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"

    def start(self, app: ASGIApp) -> None:
        """Answer from now on."""
        self._server = uvicorn.Server(_config(app, self._settings))
        self._thread = threading.Thread(target=self._run, name="liveact-http", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End; who is being answered has a moment. Again does nothing."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(CLOSE_SECONDS + 1.0)
        self._socket.close()

    def _run(self) -> None:
        assert self._server is not None
        try:
            self._server.run(sockets=[self._socket])
        except BaseException:  # cameras and events go on without
            logger.exception("the HTTP server ended; nothing is answered until the next start")


def open_server(settings: HttpSettings) -> HttpServer | None:
    """A server with its port; None where none is wanted.

    Where nobody wrote `[http]`, a taken port ends no monitor: it goes on without, and says so.

    Raises:
        SettingsError: what was asked for cannot be had.
    """
    if not settings.enabled:
        return None
    try:
        return HttpServer(settings)
    except AddressError as error:
        if settings.model_fields_set:
            raise
        logger.warning("not answering by HTTP: %s", error)
        return None


def _config(app: ASGIApp, settings: HttpSettings) -> uvicorn.Config:
    options: dict[str, Any] = {}
    if settings.certificate is not None:
        options = {"ssl_certfile": settings.certificate, "ssl_keyfile": settings.private_key}
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=HurriedProtocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=16 * 1024,
        timeout_graceful_shutdown=int(CLOSE_SECONDS),
        **options,
    )


def _listening(settings: HttpSettings) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.create_server(address[:2], family=family)
    except OSError as error:
        raise AddressError(
            f"[http] {settings.host} port {settings.port} cannot be had: "
            f"{error.strerror or error}; give another port, or enabled = false"
        ) from error
    return taken


def _refuse_bad_certificate(settings: HttpSettings) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(str(settings.certificate), settings.private_key)
    except OSError as error:
        raise SettingsError(
            f"[http] certificate {settings.certificate} with its private_key cannot be used: "
            f"{error.strerror or error}; both are PEM files"
        ) from error
