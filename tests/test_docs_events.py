"""What docs/events.md shows works."""

import re
import shlex
import time
import tomllib
from pathlib import Path
from typing import Any

import click
import typer

from realtime.clock import MonotonicClock
from realtime.monitor.cli import app
from realtime.monitor.outputs import OutputSettings
from realtime.outbox.messages import StoredMessage
from realtime.outbox.webhook import WebhookTarget
from tests.realtime.outbox.event_messages import FIRST
from tests.webhook_receiver import SECRET, receiving

TEXT = (Path(__file__).parents[1] / "docs" / "events.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, flags=re.DOTALL)
    return str(found)


def test_the_settings_are_those_that_there_are() -> None:
    settings = OutputSettings.model_validate(tomllib.loads(block("toml"))["outputs"])
    assert settings.webhooks[0].name == "alarm"
    assert settings.mqtt is not None
    assert settings.mqtt.address == ("broker.example", 8883)
    assert settings.retention == OutputSettings().retention, "the defaults"


def test_the_commands_are_spelled_as_the_program_wants_them() -> None:
    group: Any = typer.main.get_command(app)
    for line in block("sh").splitlines():
        _, name, *arguments = shlex.split(line, comments=True)
        command = group.get_command(click.Context(group), name)
        assert command is not None, f"there is no command {name}"
        command.make_context(name, arguments)  # raises on an unknown option or argument


def test_the_check_of_a_signature_tells_ours_from_another() -> None:
    example: dict[str, Any] = {}
    exec(compile(block("python"), "docs/events.md", "exec"), example)
    with receiving() as receiver:
        hook = WebhookTarget("hook", receiver.url, MonotonicClock(), secret=SECRET)
        hook.deliver(StoredMessage(1, FIRST))
        hook.close()
    headers = {
        name.title(): value
        for name, value in receiver.headers[0].items()
        if name.startswith("x-liveact")
    }
    is_genuine, body = example["is_genuine"], receiver.bodies[0]
    assert is_genuine(headers, body, SECRET)
    assert not is_genuine(headers, body + b" ", SECRET)
    assert not is_genuine(headers, body, "another")
    late = {**headers, "X-Liveact-Timestamp": str(int(time.time()) - 400)}
    assert not is_genuine(late, body, SECRET)
