"""Where the events of a monitor go, as people write it in `[outputs]`."""

from collections import Counter
from pathlib import Path
from typing import Self

from pydantic import model_validator

from engines import data_dir
from realtime.clock import Clock, MonotonicClock
from realtime.errors import SettingsError
from realtime.evidence.folder import EvidenceError, EvidenceFolder
from realtime.evidence.settings import EvidenceSettings
from realtime.outbox.delivery import BackOff
from realtime.outbox.files import csv_target, jsonl_target
from realtime.outbox.outputs import EventOutputs
from realtime.outbox.retention import Retention
from realtime.outbox.settings import (
    FilePath,
    MqttSettings,
    RetentionSettings,
    WebhookSettings,
)
from realtime.outbox.store import EventStore
from realtime.outbox.target import Target
from realtime.rules import Settings


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


def open_outputs(
    settings: OutputSettings,
    *,
    clock: Clock | None = None,
    back_off: BackOff | None = None,
) -> EventOutputs:
    """The sink that stores the events of all cameras and sends them on; closing it loses nothing.

    Args:
        settings: where events go.
        clock: the machine's own unless a test brings another.
        back_off: how outputs are tried again; from half a second to a minute where left out.

    Raises:
        StoreError: the event store cannot be used.
        SettingsError: the folder for clips cannot be used, or a library is missing.
    """
    clock = clock or MonotonicClock()
    evidence = _evidence(settings)
    targets = _targets(settings, clock)
    try:
        store = EventStore(settings.store_path, [target.name for target in targets], clock)
    except BaseException:
        for target in targets:
            target.close()
        raise
    retention = Retention(
        store, settings.retention, clock, evidence[0] if evidence is not None else None
    )
    return EventOutputs(
        store, targets, clock, evidence=evidence, on_tick=retention.sweep, back_off=back_off
    )


def _evidence(settings: OutputSettings) -> tuple[EvidenceFolder, EvidenceSettings] | None:
    wanted = settings.evidence
    if wanted is None:
        return None
    root = wanted.folder or settings.store_path.with_name("evidence")
    try:
        return EvidenceFolder(root, int(wanted.min_free_mb * 1e6)), wanted
    except EvidenceError as error:
        raise SettingsError(f"evidence: {error}; name another folder") from error


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
    except OSError as error:
        raise SettingsError(
            f"mqtt: its certificates cannot be used: {error.strerror or error}; "
            "give PEM files that are there"
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
