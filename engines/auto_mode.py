"""Mode `auto`: whether a stream takes the place of whole windows."""

from dataclasses import replace

from engines.artifacts import Progress
from engines.build import built_onnx
from engines.choice import PassedOver, check_precision, choose_device, choose_runtime
from engines.dial import Demand, choose_point, measured_costs
from engines.openvino_loading import OpenVinoRequest, choose_openvino
from engines.stream_loading import StreamRequest

_MEASURED = ("fp32", "bf16")
"""Precisions that all three points of the dial have."""


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
    _, choice = choose_openvino(request, passed_over, progress)
    if choice.device != "cpu" or choice.precision not in _MEASURED:
        return None, ()
    point = choose_point(measured_costs(model, choice.precision, progress), demand)
    if point.mode == "window":
        return None, point.passed_over
    lag = asked.lag_seconds
    if lag is None and point.is_early:
        lag = asked.spec.span_seconds
    stream = replace(
        asked, device="cpu", runtime="openvino", precision=choice.precision, lag_seconds=lag
    )
    return stream, point.passed_over + choice.passed_over
