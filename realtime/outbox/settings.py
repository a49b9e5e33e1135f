"""How events are sent and kept, as people write it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator

from realtime.errors import SettingsError
from realtime.rules import Settings, settings_problem


def _home(path: Path) -> Path:
    return path.expanduser().absolute()


def _secret(value: Any) -> Any:
    """Numbers too: a password may consist of digits."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _topic(prefix: str) -> str:
    """What topics may begin with."""
    if re.search(r"[+#\s]", prefix) or prefix.strip("/") != prefix or prefix[:1] in ("", "$"):
        raise settings_problem(
            f"{prefix!r} given; a part of a topic is allowed, as in home/cameras: no +, no #, no "
            "spaces, no $ at its beginning, no / at its ends"
        )
    return prefix


FilePath = Annotated[Path, AfterValidator(_home)]
Secret = Annotated[SecretStr, BeforeValidator(_secret)]
Topic = Annotated[str, AfterValidator(_topic)]


class WebhookSettings(Settings):
    """A web server that gets every event by POST."""

    name: str = Field(default="default", min_length=1, max_length=64)
    """Names it in the store and in metrics; another name starts another queue."""
    url: Secret
    """http or https; hidden wherever it is shown, since many carry their key in it."""
    secret: Secret | None = None
    """Signs each request (HMAC-SHA256); without it there is no signature."""
    headers: Mapping[str, Secret] = {}
    """Sent along, such as `Authorization`."""
    timeout_seconds: float = Field(default=10.0, ge=0.1, le=300)
    """A receiver that says nothing for so long has not confirmed."""
    ca_file: FilePath | None = None
    """Certificates to trust instead of the system's."""

    @model_validator(mode="after")
    def _is_web_address(self) -> Self:
        parts = urlsplit(self.url.get_secret_value())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(
                f"url of webhook {self.name!r}: {parts.scheme or 'no scheme'} given; "
                "an address that begins with https:// or http:// is allowed"
            )
        return self


class MqttSettings(Settings):
    """A broker that gets every event by QoS 1."""

    host: str = Field(min_length=1)
    port: int | None = Field(default=None, ge=1, le=65535)
    """1883, or 8883 with TLS, where left out."""
    username: str = ""
    password: Secret | None = None
    tls: bool = False
    """Encrypted, the broker's certificate checked."""
    ca_file: FilePath | None = None
    """Certificates to trust instead of the system's."""
    certificate: FilePath | None = None
    """Of this client, where the broker wants one."""
    private_key: FilePath | None = None
    """Belongs to `certificate`."""
    client_id: str = Field(default="liveact", min_length=1, max_length=64)
    """The broker knows one client of each; another monitor needs another."""
    prefix: Topic = "liveact"
    """What every topic begins with."""
    discovery: bool = True
    """Tell Home Assistant of each camera."""
    discovery_prefix: Topic = "homeassistant"
    timeout_seconds: float = Field(default=10.0, ge=0.1, le=300)
    """A broker that has not confirmed by then is asked again."""
    keep_alive_seconds: int = Field(default=30, ge=5, le=3600)
    """How soon a broker notices that this monitor is gone."""

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if (self.certificate is None) != (self.private_key is None):
            raise SettingsError("certificate and private_key belong together; give both or none")
        if not self.tls and (self.ca_file or self.certificate):
            raise SettingsError("ca_file and certificate are for tls; add tls = true")
        if self.password is not None and not self.username:
            raise SettingsError("password without username; add username")
        return self

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or (8883 if self.tls else 1883)


class RetentionSettings(Settings):
    """How long events and their files are kept; the oldest go first, sent or not."""

    event_days: float = Field(default=365.0, gt=0)
    event_mb: float = Field(default=1000.0, ge=1)
    """Size of the event store."""
    evidence_days: float = Field(default=30.0, gt=0)
    evidence_mb: float = Field(default=10_000.0, ge=1)
    """Size of all clips, pictures and tracks."""
