"""Whether a monitor does its work, and what is wrong where it does not."""

from collections.abc import Iterator

from realtime.monitor.http.answers import (
    CameraAnswer,
    EngineAnswer,
    HealthAnswer,
    OutputAnswer,
    ReadyAnswer,
    StreamAnswer,
)
from realtime.monitor.run_state import CameraSnapshot, CameraState, EngineSnapshot, MonitorSnapshot
from realtime.outbox.outputs import OutputsStatus
from realtime.snapshot import StreamSnapshot
from realtime.status import StreamState

NOT_EXPECTED = (CameraState.OFF, CameraState.ENDED)


def health_of(monitor: MonitorSnapshot, outputs: OutputsStatus) -> HealthAnswer:
    """How everything stands."""
    cameras = tuple(camera_answer(camera) for camera in monitor.cameras)
    problems = tuple(_problems(monitor, cameras, outputs))
    return HealthAnswer(
        status="failing" if problems else "ok",
        problems=problems,
        warnings=tuple(_warnings(monitor, outputs)),
        cameras=cameras,
        engines=tuple(_engine_answer(engine) for engine in monitor.engines),
        outputs=tuple(
            OutputAnswer(
                name=one.name, waiting=one.waiting, refused=one.refused, trouble=one.trouble
            )
            for one in outputs.deliveries
        ),
        configuration=monitor.generation,
        uptime_seconds=round(monitor.seconds, 1),
    )


def readiness_of(monitor: MonitorSnapshot, outputs: OutputsStatus) -> ReadyAnswer:
    """Whether its engines answer, its store takes events and it is not about to end."""
    stopped = next((one for one in monitor.engines if not one.report.is_running), None)
    hung = next((one for one in monitor.engines if one.report.hang), None)
    reason = ""
    if monitor.stopping:
        reason = "it is ending"
    elif stopped is not None:
        reason = f"{stopped.plan.model} is being loaded"
    elif hung is not None:
        reason = f"{hung.plan.model}: {hung.report.hang}"
    elif outputs.store_trouble:
        reason = outputs.store_trouble
    return ReadyAnswer(ready=not reason, reason=reason)


def camera_answer(camera: CameraSnapshot) -> CameraAnswer:
    """A camera as it is told to others."""
    return CameraAnswer(
        name=camera.name,
        address=camera.address,
        state=camera.state,
        reason=camera.reason,
        is_expected=camera.state not in NOT_EXPECTED,
        is_live=is_live(camera),
        reconnects=max(0, camera.connection_id),
        starts=camera.starts,
        streams=tuple(_stream_answer(stream) for stream in camera.streams),
    )


def is_live(camera: CameraSnapshot) -> bool:
    """Whether new pictures come."""
    return camera.state is CameraState.RUNNING and all(
        stream.status.state is StreamState.LIVE for stream in camera.streams
    )


def lost(stream: StreamSnapshot) -> int:
    """Frames and windows that were dropped, for whatever reason."""
    return sum(sum(reasons.values()) for reasons in stream.drops.values())


def _problems(
    monitor: MonitorSnapshot, cameras: tuple[CameraAnswer, ...], outputs: OutputsStatus
) -> Iterator[str]:
    for camera in cameras:
        if camera.is_expected and not camera.is_live:
            yield f"camera {camera.name}: {_camera_trouble(camera)}"
    for engine in monitor.engines:
        if not engine.report.is_running:
            yield f"engine {engine.plan.model}: not running: {engine.report.reason}"
        if engine.report.hang:
            yield f"engine {engine.plan.model}: {engine.report.hang}"
    if outputs.store_trouble:
        yield f"events cannot be stored: {outputs.store_trouble}"


def _warnings(monitor: MonitorSnapshot, outputs: OutputsStatus) -> Iterator[str]:
    if monitor.config_error:
        yield f"a newer configuration is not used: {monitor.config_error}"
    for what in monitor.awaits_restart:
        yield f"{what} changed, and is used from the next start on"
    if outputs.lost:
        yield f"{outputs.lost} messages were never stored"
    if outputs.store_repaired:
        yield outputs.store_repaired
    for output in outputs.deliveries:
        if output.trouble:
            yield f"{output.name}: {output.waiting} messages wait: {output.trouble}"
    if outputs.evidence is not None and outputs.evidence.trouble:
        yield f"evidence: {outputs.evidence.trouble}"


def _camera_trouble(camera: CameraAnswer) -> str:
    for stream in camera.streams:
        if stream.state is not StreamState.LIVE:
            return ": ".join(filter(None, [stream.state.value, stream.reason]))
    return ": ".join(filter(None, [camera.state.value, camera.reason]))


def _stream_answer(stream: StreamSnapshot) -> StreamAnswer:
    decision, behind = stream.decision, stream.behind_live_ms
    return StreamAnswer(
        name=stream.status.source_id,
        state=stream.status.state,
        reason=stream.status.reason,
        label=decision.label if decision else None,
        score=round(decision.score, 4) if decision and decision.label is not None else None,
        camera_fps=_rounded(stream.rates.camera_fps),
        predictions_per_second=_rounded(stream.rates.window_fps),
        behind_live_ms=round(behind.p50, 1) if behind else None,
        lost=lost(stream),
    )


def _engine_answer(engine: EngineSnapshot) -> EngineAnswer:
    report = engine.report
    return EngineAnswer(
        model=engine.plan.model,
        is_running=report.is_running,
        restarts=report.restarts,
        reason=report.reason,
        hang=report.hang,
        windows=report.windows,
    )


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 2)
