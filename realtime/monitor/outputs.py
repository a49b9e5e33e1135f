"""Where the events of a monitor go, as people write it in `[outputs]`."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator

from engines import data_dir
from realtime.clock import Clock, MonotonicClock
from realtime.errors import SettingsError
from realtime.outbox.files import csv_target, jsonl_target
from realtime.outbox.outputs import EventOutputs
from realtime.outbox.store import EventStore
from realtime.outbox.target import Target
from realtime.rules import Settings


def _home(path: Path) -> Path:
    return path.expanduser().absolute()


def _secret(value: Any) -> Any:
    """Numbers too: a password may consist of digits."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


FilePath = Annotated[Path, AfterValidator(_home)]
Secret = Annotated[SecretStr, BeforeValidator(_secret)]


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
    prefix: str = Field(default="liveact", pattern=r"^[^+#/\s$][^+#\s]*[^+#/\s]$")
    """What every topic begins with."""
    discovery: bool = True
    """Tell Home Assistant of each camera."""
    discovery_prefix: str = Field(default="homeassistant", pattern=r"^[^+#\s]+$")
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


class EvidenceSettings(Settings):
    """What is kept of an event: a clip, a picture, its scores over time."""

    folder: FilePath | None = None
    """Beside the event store where left out."""
    clip: bool = True
    snapshot: bool = True
    track: bool = True
    pre_roll_seconds: float = Field(default=5.0, ge=0, le=60)
    """Kept in memory for each camera; the clip begins with the key frame before."""
    post_roll_seconds: float = Field(default=5.0, ge=0, le=300)
    max_clip_seconds: float = Field(default=120.0, ge=1, le=3600)
    """A clip of a longer event ends there and says so."""
    memory_mb: float = Field(default=24.0, ge=1, le=1024)
    """Packets of one camera in memory, at most; less pre-roll where they are bigger."""
    min_free_mb: float = Field(default=500.0, ge=0)
    """With less than this on the disk no files are written; events go on."""


class RetentionSettings(Settings):
    """How long events and their files are kept; the oldest go first, sent or not."""

    event_days: float = Field(default=365.0, gt=0)
    event_mb: float = Field(default=1000.0, ge=1)
    """Size of the event store."""
    evidence_days: float = Field(default=30.0, gt=0)
    evidence_mb: float = Field(default=10_000.0, ge=1)
    """Size of all clips, pictures and tracks."""


class OutputSettings(Settings):
    """Everything about where events go; without any of it they are stored in the data folder."""

    store: FilePath | None = None
    """The event store (SQLite); `events.db` in the user's data folder where left out."""
    jsonl: FilePath | None = None
    """A file that gets a JSON object a line."""
    csv: FilePath | None = None
    """A file that gets a row a message."""
    webhooks: tuple[WebhookSettings, ...] = ()
    mqtt: MqttSettings | None = None
    evidence: EvidenceSettings | None = None
    """`[outputs.evidence]`, even an empty one, turns it on."""
    retention: RetentionSettings = RetentionSettings()

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        counts = Counter(webhook.name for webhook in self.webhooks)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise SettingsError(
                f"{counts[twice[0]]} webhooks are called {twice[0]!r}; give each a name of its own"
            )
        if self.jsonl is not None and self.jsonl == self.csv:
            raise SettingsError(f"jsonl and csv are both {self.jsonl}; give each its own file")
        return self

    @property
    def store_path(self) -> Path:
        """The event store, the usual one where none is named."""
        return self.store or data_dir() / "events.db"


def open_outputs(settings: OutputSettings, *, clock: Clock | None = None) -> EventOutputs:
    """The sink that stores the events of all cameras and sends them on.

    Closing it stores what is left; the `source_id` of messages is to be the camera's name.

    Raises:
        StoreError: the event store cannot be used.
    """
    clock = clock or MonotonicClock()
    targets = _targets(settings, clock)
    try:
        store = EventStore(settings.store_path, [target.name for target in targets], clock)
    except BaseException:
        for target in targets:
            target.close()
        raise
    return EventOutputs(store, targets, clock)


def _targets(settings: OutputSettings, clock: Clock) -> list[Target]:
    targets: list[Target] = []
    if settings.jsonl is not None:
        targets.append(jsonl_target(settings.jsonl))
    if settings.csv is not None:
        targets.append(csv_target(settings.csv))
    return targets + _network_targets(settings, clock)


def _network_targets(settings: OutputSettings, clock: Clock) -> list[Target]:
    """Those that need a library that not every install has."""
    try:
        targets = [_webhook(webhook, clock) for webhook in settings.webhooks]
        return [*targets, *([_mqtt(settings.mqtt)] if settings.mqtt else [])]
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"webhooks and mqtt need {error.name}, which is not installed; "
            "pip install 'liveact[monitor]'"
        ) from error


def _webhook(settings: WebhookSettings, clock: Clock) -> Target:
    from realtime.outbox.webhook import WebhookTarget

    return WebhookTarget(
        f"webhook:{settings.name}",
        settings.url.get_secret_value(),
        clock,
        secret=settings.secret.get_secret_value() if settings.secret else "",
        headers={name: value.get_secret_value() for name, value in settings.headers.items()},
        timeout_seconds=settings.timeout_seconds,
        ca_file=str(settings.ca_file) if settings.ca_file else None,
    )


def _mqtt(settings: MqttSettings) -> Target:
    from realtime.outbox.mqtt import MqttLogin, MqttTarget
    from realtime.outbox.topics import Topics

    host, port = settings.address
    login = MqttLogin(
        host=host,
        port=port,
        client_id=settings.client_id,
        username=settings.username,
        password=settings.password.get_secret_value() if settings.password else None,
        tls=settings.tls,
        ca_file=settings.ca_file,
        certificate=settings.certificate,
        private_key=settings.private_key,
        keep_alive_seconds=settings.keep_alive_seconds,
    )
    return MqttTarget(
        login,
        Topics(settings.prefix),
        timeout_seconds=settings.timeout_seconds,
        discovery_prefix=settings.discovery_prefix if settings.discovery else "",
    )
