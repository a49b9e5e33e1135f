"""Metrics: what they count, and that the dashboard and the alerts know only what is there."""

import json
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.realtime.monitor.http.bed import ask

MONITORING = Path(__file__).parents[4] / "docs" / "monitoring"


def samples(url: str) -> dict[tuple[str, str], float]:
    """By name and the values of the labels, which come in the order of their names."""
    text = ask(url, "/metrics").body.decode()
    return {
        (one.name, ",".join(one.labels.values())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


@pytest.mark.usefixtures("bed")
def test_what_is_counted(url: str) -> None:
    found = samples(url)
    assert found["liveact_camera_live", "door"] == 1
    assert found["liveact_camera_expected", "shop"] == 0
    assert found["liveact_camera_reconnects_total", "door"] == 3
    assert found["liveact_stream_dropped_total", "door,busy,engine,demo"] == 12
    assert found["liveact_stream_behind_live_seconds", "door,95,demo"] == 0.812
    assert found["liveact_output_waiting", "mqtt"] == 4
    assert found["liveact_config_generation", ""] == 2
    assert found["liveact_disk_free_bytes", "store"] > 0
    assert found["process_resident_memory_bytes", ""] > 1e6


def test_the_calls_of_an_engine_are_a_histogram(url: str) -> None:
    name, labels = "liveact_engine_call_seconds", "auto,window,i3d.k400,auto,auto"
    found = samples(url)
    buckets = [
        found[f"{name}_bucket", labels.replace(",", f",{bound},", 1)]
        for bound in ("0.1", "1", "+Inf")
    ]
    assert buckets == [1, 2, 3]
    assert found[f"{name}_count", labels] == 3
    assert found[f"{name}_sum", labels] == pytest.approx(3.45)


@pytest.mark.parametrize("file", ["grafana.json", "alerts.yaml"])
def test_dashboard_and_alerts_use_only_what_is_there(file: str, url: str) -> None:
    text = (MONITORING / file).read_text(encoding="utf-8")
    wanted = set(re.findall(r"\b(?:liveact|process)_[a-z_]+\b", text))
    there = {name for name, _ in samples(url)}
    assert len(wanted) >= 8
    assert wanted <= there


def test_every_panel_of_the_dashboard_asks_something() -> None:
    panels = json.loads((MONITORING / "grafana.json").read_text(encoding="utf-8"))["panels"]
    assert all(target["expr"] for panel in panels for target in panel["targets"])
    assert len({panel["id"] for panel in panels}) == len(panels)
