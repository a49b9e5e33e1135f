"""Mode `auto`: whether a stream takes the place of whole windows."""

import math
from dataclasses import replace

from engines.artifacts import Progress
from engines.build import built_onnx
from engines.choice import DEVICES, PassedOver, check_precision, choose_device, choose_runtime
from engines.dial import EARLY, STREAM, Demand, DialPrecisions, choose_point, measured_costs
from engines.early_loading import lag_of
from engines.errors import EngineError
from engines.export import read_timing
from engines.openvino_loading import OpenVinoRequest, choose_openvino
from engines.stream_loading import StreamRequest, choose_stream


def stream_that_suits(
    asked: StreamRequest, demand: Demand, progress: Progress | None = None
) -> tuple[StreamRequest | None, tuple[PassedOver, ...]]:
    """The stream to load, None for whole windows; and what is passed over with either.

    Args:
        asked: A model that has the graphs for it, and what is wanted of its engine.
        demand: How many streams share it, how often each is answered.
        progress: Told how building and measuring go; both happen once.

    Raises:
        EngineError: Something that is not known or cannot be had here; says what can.
    """
    device, passed_over = choose_device(asked.device, asked.runtime)
    if choose_runtime(asked.runtime, device) != "openvino":
        return None, ()
    if asked.precision != "auto":
        check_precision(asked.precision, "openvino", device)
    model, where = str(asked.model), "auto" if asked.device == "auto" else device
    request = OpenVinoRequest(
        built_onnx(model, progress), asked.spec, where, asked.precision, asked.threads
    )
    on_cpu = replace(asked, device="cpu", runtime="openvino")
    try:
        _, window = choose_openvino(request, passed_over, progress)
    except EngineError as error:
        if (device, asked.precision) != ("cpu", "int8"):
            raise
        stream, no_window = _only_stream(on_cpu, error, progress)
        return stream, (no_window, *passed_over)
    if window.device != "cpu":
        return None, ()
    try:
        stream, not_in_stream = choose_stream(on_cpu, progress)
    except EngineError as error:
        return None, (PassedOver("stream", str(error)),)
    precisions = DialPrecisions(window.precision, stream.precision, stream.early_precision)
    late = _too_late(asked, progress)
    point = choose_point(measured_costs(model, precisions, progress), demand, late)
    if point.mode == "window":
        return None, point.passed_over
    lag = asked.lag_seconds
    if point.is_early:
        lag = min(asked.spec.span_seconds, math.inf if lag is None else lag)
    devices = tuple(one for one in window.passed_over if one.what in DEVICES)
    return replace(stream, lag_seconds=lag), point.passed_over + not_in_stream + devices


def _too_late(asked: StreamRequest, progress: Progress | None) -> tuple[PassedOver, ...]:
    """The points beside windows that do not keep the lag that is allowed; none where any is."""
    allowed, spec, model = asked.lag_seconds, asked.spec, str(asked.model)
    if allowed is None:
        return ()
    least = spec.span_seconds / 2
    if allowed < least:
        raise EngineError(
            f"a lag of {allowed:g} s given; answers of {spec.name} are about what was "
            f"{least:.2f} s ago at best; allow more"
        )
    timing = read_timing(built_onnx(model, progress, kind="step"))
    early = read_timing(built_onnx(model, progress, kind="early"))
    lags = {
        EARLY: lag_of(replace(timing, early_steps=early.early_steps), spec),
        STREAM: lag_of(timing, spec),
    }
    return tuple(
        PassedOver(
            what, f"they are about what was {lag:.2f} s ago, at most {allowed:g} s is allowed"
        )
        for what, lag in lags.items()
        if lag > allowed
    )


def _only_stream(
    asked: StreamRequest, no_window: EngineError, progress: Progress | None
) -> tuple[StreamRequest, PassedOver]:
    """The stream where its int8 graph is the only one; where there is none, the windows' error."""
    try:
        choose_stream(asked, progress)
    except EngineError:
        raise no_window from None
    return asked, PassedOver("window", str(no_window))
