"""Where the events of a monitor go, as people write it in `[outputs]`."""

import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Self

from pydantic import model_validator

from engines import data_dir
from realtime.clock import Clock, MonotonicClock
from realtime.errors import SettingsError
from realtime.evidence.folder import EvidenceError
from realtime.evidence.settings import EvidenceTable
from realtime.outbox.deliveries import Output
from realtime.outbox.delivery import BackOff
from realtime.outbox.files import csv_target, jsonl_target
from realtime.outbox.outputs import EventOutputs, EvidencePlace, OutputsPlan
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
    evidence: EvidenceTable | None = None
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

    @property
    def evidence_path(self) -> Path:
        """Where the files of events lie, where any are kept."""
        folder = self.evidence.folder if self.evidence else None
        return folder or self.store_path.with_name("evidence")


def plan_outputs(settings: OutputSettings, clock: Clock, *, keeps_evidence: bool) -> OutputsPlan:
    """What to do with events, all of which is possible.

    Args:
        settings: where events go.
        clock: tells the time of webhooks' signatures.
        keeps_evidence: whether files of the events of any camera are kept.

    Raises:
        SettingsError: a library is missing, or certificates cannot be used.
    """
    evidence = None
    if keeps_evidence:
        table = settings.evidence or EvidenceTable()
        evidence = EvidencePlace(settings.evidence_path, int(table.min_free_mb * 1e6))
    _refuse_impossible(settings)
    return OutputsPlan(tuple(_outputs(settings, clock)), settings.retention, evidence)


def open_outputs(
    settings: OutputSettings,
    *,
    keeps_evidence: bool | None = None,
    clock: Clock | None = None,
    back_off: BackOff | None = None,
) -> EventOutputs:
    """The sink that stores the events of all cameras and sends them on; closing it loses nothing.

    Args:
        settings: where events go.
        keeps_evidence: as `plan_outputs`; where left out, whether there is a table for all cameras.
        clock: the machine's own unless a test brings another.
        back_off: how outputs are tried again; from half a second to a minute where left out.

    Raises:
        StoreError: the event store cannot be used.
        SettingsError: the folder for clips cannot be used, or what `plan_outputs` refuses.
    """
    clock = clock or MonotonicClock()
    keeps = settings.evidence is not None if keeps_evidence is None else keeps_evidence
    plan = plan_outputs(settings, clock, keeps_evidence=keeps)
    store = EventStore(settings.store_path, [output.name for output in plan.outputs], clock)
    try:
        with evidence_refused():
            return EventOutputs(store, plan, clock, back_off=back_off)
    except BaseException:
        store.close()
        raise


@contextmanager
def evidence_refused() -> Iterator[None]:
    """Say it as what is wrong with the settings where the folder for files cannot be used."""
    try:
        yield
    except EvidenceError as error:
        raise SettingsError(f"evidence: {error}; name another folder") from error


def _outputs(settings: OutputSettings, clock: Clock) -> Iterator[Output]:
    if settings.jsonl is not None:
        yield Output("jsonl", settings.jsonl, partial(jsonl_target, settings.jsonl))
    if settings.csv is not None:
        yield Output("csv", settings.csv, partial(csv_target, settings.csv))
    for webhook in settings.webhooks:
        yield Output(f"webhook:{webhook.name}", webhook, partial(_webhook, webhook, clock))
    if settings.mqtt is not None:
        yield Output("mqtt", settings.mqtt, partial(_mqtt, settings.mqtt))


def _refuse_impossible(settings: OutputSettings) -> None:
    """Look at what opening an output needs: a library that not every install has, files."""
    try:
        if settings.webhooks:
            import_module("urllib3")
        if settings.mqtt is not None:
            import_module("paho.mqtt.client")
            _read_certificates(settings.mqtt)
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


def _read_certificates(mqtt: MqttSettings) -> None:
    context = ssl.create_default_context(cafile=mqtt.ca_file)
    if mqtt.certificate is not None:
        context.load_cert_chain(mqtt.certificate, mqtt.private_key)


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
