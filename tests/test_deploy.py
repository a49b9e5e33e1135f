"""The examples of docs/deploy fit the program."""

import configparser
from pathlib import Path

import pytest

from realtime.errors import SettingsError
from realtime.monitor.config import parse_config

DEPLOY = Path(__file__).parents[1] / "docs" / "deploy"


def test_the_configuration_of_the_container_is_right_and_needs_its_token() -> None:
    text = (DEPLOY / "cameras.toml").read_text(encoding="utf-8")
    secrets = {"MONITOR_TOKEN": "0123456789abcdef", "CAM_USER": "u", "CAM_PASSWORD": "p"}
    config = parse_config(text, "cameras.toml", environment=secrets)
    assert not config.file.http.is_local
    assert config.file.engine.exit_on_hang, "compose looks at nothing but the exit code"
    assert config.file.outputs.evidence is not None
    with pytest.raises(SettingsError, match="token"):
        parse_config(text.replace("token =", "#"), "cameras.toml", environment=secrets)


def test_the_service_waits_for_the_first_sign_and_has_a_watchdog() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign] # as its docs say
    unit.read(DEPLOY / "liveact-monitor.service", encoding="utf-8")
    service = unit["Service"]
    assert service["Type"] == "notify"
    assert int(service["WatchdogSec"]) > 60, "longer than what counts as standing still"
    assert service["RestartPreventExitStatus"] == "2"
    assert "liveact-monitor run /etc/" in service["ExecStart"]
    assert service["ExecReload"].endswith("-HUP $MAINPID")


def test_the_container_runs_as_nobody_special_and_is_looked_after() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER 10001" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert lines.index("USER 10001") < next(
        number for number, line in enumerate(lines) if line.startswith("ENTRYPOINT")
    )
