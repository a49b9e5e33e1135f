"""A monitor in Prometheus' words; each scrape asks how it stands, nothing is counted twice."""

import shutil
from collections.abc import Iterator
from importlib.metadata import version

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from realtime.monitor.http.facts import MonitorFacts
from realtime.monitor.http.health import NOT_EXPECTED, is_live
from realtime.monitor.run_state import CameraSnapshot, EngineSnapshot, MonitorSnapshot
from realtime.outbox.outputs import OutputsStatus
from realtime.rates import Spread
from realtime.snapshot import StreamSnapshot
from realtime.status import StreamState

_ENGINE = ("model", "mode", "device", "runtime", "precision")


def new_registry(facts: MonitorFacts) -> CollectorRegistry:
    """A registry with everything of one monitor and of its process, and nothing else."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(MonitorCollector(facts))
    return registry


class MonitorCollector(Collector):
    """Asks the monitor at each scrape; any thread may call it."""

    def __init__(self, facts: MonitorFacts) -> None:
        """Nothing is asked before the first scrape."""
        self._facts = facts

    def describe(self) -> list[Metric]:
        """Nothing beforehand: a look at the monitor is not worth it."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        snapshot, outputs = self._facts.snapshot(), self._facts.outputs()
        yield from _monitor(snapshot)
        yield from _cameras(snapshot.cameras)
        pairs = [(camera, stream) for camera in snapshot.cameras for stream in camera.streams]
        yield from _stream_counts(pairs)
        yield from _stream_moments(pairs)
        yield from _engines(snapshot.engines)
        yield from _outputs(outputs)
        yield from _store(outputs)
        yield self._disks()

    def _disks(self) -> Metric:
        free = _gauge("disk_free_bytes", "Free for this user, where it writes", ("use",))
        for use, folder in self._facts.disks.items():
            if folder.exists():
                free.add_metric([use], shutil.disk_usage(folder).free)
        return free


Pairs = list[tuple[CameraSnapshot, StreamSnapshot]]


def _monitor(snapshot: MonitorSnapshot) -> Iterator[Metric]:
    yield InfoMetricFamily("liveact", "The program", value={"version": version("liveact")})
    yield _gauge("uptime_seconds", "Since the start", value=snapshot.seconds)
    yield _gauge(
        "config_generation", "Counts the configurations taken over", value=snapshot.generation
    )
    yield _gauge(
        "config_rejected",
        "1 where a newer configuration is wrong and not used",
        value=float(bool(snapshot.config_error)),
    )


def _cameras(cameras: tuple[CameraSnapshot, ...]) -> Iterator[Metric]:
    expected = _gauge("camera_expected", "1 where it should be live now", ("camera",))
    live = _gauge("camera_live", "1 where new pictures come", ("camera",))
    reconnects = _counter("camera_reconnects", "Since it was last started", ("camera",))
    starts = _counter("camera_starts", "How often it was started", ("camera",))
    for camera in cameras:
        expected.add_metric([camera.name], camera.state not in NOT_EXPECTED)
        live.add_metric([camera.name], is_live(camera))
        reconnects.add_metric([camera.name], max(0, camera.connection_id))
        starts.add_metric([camera.name], camera.starts)
    yield from (expected, live, reconnects, starts)


def _stream_counts(pairs: Pairs) -> Iterator[Metric]:
    labels = ("camera", "stream")
    frames = _counter("stream_frames", "Frames that arrived", labels)
    windows = _counter("stream_windows", "Windows given to the engine", labels)
    predictions = _counter("stream_predictions", "Answers of the engine", labels)
    dropped = _counter(
        "stream_dropped", "Frames and windows that were lost", (*labels, "stage", "reason")
    )
    for camera, stream in pairs:
        names = [camera.name, stream.status.source_id]
        frames.add_metric(names, stream.frames)
        windows.add_metric(names, stream.windows)
        predictions.add_metric(names, stream.predictions)
        for stage, reasons in stream.drops.items():
            for reason, count in reasons.items():
                dropped.add_metric([*names, stage, reason], count)
    yield from (frames, windows, predictions, dropped)


def _stream_moments(pairs: Pairs) -> Iterator[Metric]:
    labels = ("camera", "stream")
    state = _gauge("stream_state", "1 for the state it is in", (*labels, "state"))
    camera_fps = _gauge("stream_frames_per_second", "That arrive", labels)
    window_fps = _gauge("stream_predictions_per_second", "That are made", labels)
    behind = _gauge(
        "stream_behind_live_seconds",
        "From the newest frame's capture to its answer, over the last ones",
        (*labels, "percentile"),
    )
    for camera, stream in pairs:
        names = [camera.name, stream.status.source_id]
        for one in StreamState:
            state.add_metric([*names, one.value], one is stream.status.state)
        for rate, family in (
            (stream.rates.camera_fps, camera_fps),
            (stream.rates.window_fps, window_fps),
        ):
            family.add_metric(names, rate or 0.0)
        _add_spread(behind, names, stream.behind_live_ms)
    yield from (state, camera_fps, window_fps, behind)


def _add_spread(family: GaugeMetricFamily, names: list[str], spread_ms: Spread | None) -> None:
    if spread_ms is not None:
        for percentile, value in (
            ("50", spread_ms.p50),
            ("95", spread_ms.p95),
            ("99", spread_ms.p99),
        ):
            family.add_metric([*names, percentile], value / 1000)


def _engines(engines: tuple[EngineSnapshot, ...]) -> Iterator[Metric]:
    running = _gauge("engine_running", "0 while it is loaded again", _ENGINE)
    hung = _gauge("engine_hung", "1 while a call does not return", _ENGINE)
    waiting = _gauge("engine_waiting", "Streams that wait for their turn", _ENGINE)
    restarts = _counter("engine_restarts", "Times it was loaded again after a crash", _ENGINE)
    windows = _counter("engine_windows", "Windows classified", _ENGINE)
    call = HistogramMetricFamily(
        "liveact_engine_call_seconds", "One call, whatever its batch", labels=_ENGINE
    )
    for engine in engines:
        plan, report = engine.plan, engine.report
        names = [plan.model, plan.mode, plan.device, plan.runtime, plan.precision]
        running.add_metric(names, report.is_running)
        hung.add_metric(names, bool(report.hang))
        waiting.add_metric(names, report.waiting)
        restarts.add_metric(names, report.restarts)
        windows.add_metric(names, report.windows)
        buckets = [(f"{bound:g}", float(count)) for bound, count in report.call_seconds.below]
        buckets.append(("+Inf", report.call_seconds.count))
        call.add_metric(names, buckets, report.call_seconds.total)
    yield from (running, hung, waiting, restarts, windows, call)


def _outputs(outputs: OutputsStatus) -> Iterator[Metric]:
    waiting = _gauge("output_waiting", "Messages that it has not confirmed", ("output",))
    failing = _gauge("output_failing", "1 where the last attempt failed", ("output",))
    confirmed = _counter("output_confirmed", "Messages that it has, in this run", ("output",))
    refused = _counter("output_refused", "Messages that it would not take", ("output",))
    for one in outputs.deliveries:
        waiting.add_metric([one.name], one.waiting)
        failing.add_metric([one.name], bool(one.trouble))
        confirmed.add_metric([one.name], one.confirmed)
        refused.add_metric([one.name], one.refused)
    yield from (waiting, failing, confirmed, refused)


def _store(outputs: OutputsStatus) -> Iterator[Metric]:
    evidence = outputs.evidence
    yield _gauge("store_unstored", "Messages that wait for the disk", value=outputs.unstored)
    yield _gauge(
        "store_failing", "1 where nothing can be stored", value=float(bool(outputs.store_trouble))
    )
    lost = _counter("store_lost", "Messages that were never stored")
    lost.add_metric([], outputs.lost)
    yield lost
    written = _counter("evidence_written", "Events whose files are complete")
    written.add_metric([], evidence.written if evidence else 0)
    yield written
    yield _gauge(
        "evidence_failing",
        "1 where no evidence is written",
        value=float(bool(evidence and evidence.trouble)),
    )


def _gauge(
    name: str, text: str, labels: tuple[str, ...] = (), value: float | None = None
) -> GaugeMetricFamily:
    if value is None:
        return GaugeMetricFamily(f"liveact_{name}", text, labels=labels)
    return GaugeMetricFamily(f"liveact_{name}", text, value=value)


def _counter(name: str, text: str, labels: tuple[str, ...] = ()) -> CounterMetricFamily:
    return CounterMetricFamily(f"liveact_{name}", text, labels=labels)
