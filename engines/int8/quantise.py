"""Makes an int8 graph of an exported model: `python -m engines.int8.quantise`.

Post-training quantisation by NNCF (openvinotoolkit/nncf): weights get ranges by channel,
activations get theirs from watching clips of real videos, and biases are corrected for what
rounding shifts. In a process of its own, for NNCF imports whatever training framework it finds.
"""

import argparse
import sys
import warnings
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import openvino as ov

from engines.api import Engine
from engines.artifacts import ProgressEvent
from engines.artifacts.folders import storage_errors
from engines.backends.openvino import OpenVinoEngine, runtime_identity
from engines.backends.openvino_early import OpenVinoEarlyRunner
from engines.backends.openvino_steps import OpenVinoStepRunner
from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.export import INPUT, read_spec
from engines.extras import wanting_extra
from engines.int8.byte_caches import keep_bytes
from engines.int8.footage import Footage, divide
from engines.int8.note import Measured
from engines.int8.steps import (
    ClipsAsStreams,
    Feed,
    WatchedEarly,
    WatchedStreams,
    calibration_spec,
)
from engines.openvino_errors import openvino_errors
from engines.parity import compare
from engines.precision import best_call_ms, best_ms
from engines.sliding import SlidingWindows
from engines.spec import ModelSpec
from engines.step_runner import StreamStep
from engines.stream_graphs import is_step_graph, of_one_stream
from engines.worker import tell


@dataclass(frozen=True, slots=True)
class _Counted:
    """Inputs of a graph that say how many of them were taken."""

    inputs: "Watched"

    def __len__(self) -> int:
        return len(self.inputs)

    def __iter__(self) -> Iterator[Feed]:
        for done, feed in enumerate(self.inputs):
            _report(ProgressEvent("calibrating int8", done, len(self), "inputs"))
            yield feed
        _report(ProgressEvent("correcting what int8 shifts", 0, None, "layers"))


@dataclass(frozen=True, slots=True)
class WatchedClips:
    """What a graph of whole clips is given."""

    windows: SlidingWindows
    """The clips."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.windows)

    def __iter__(self) -> Iterator[Feed]:
        """The input for each."""
        for clip in self.windows:
            yield {INPUT: clip[np.newaxis]}


Watched = WatchedClips | WatchedStreams | WatchedEarly


def quantise(
    model: Path, files: Sequence[Path], output: Path, after: Path | None = None
) -> Measured:
    """Write the int8 graph as OpenVINO's pair of files, `output` (.xml) and its .bin.

    Args:
        model: What `export_onnx`, `export_steps` or `export_early` wrote.
        files: Videos; a quarter of the footage is held out to measure the graph on.
        output: Its folder exists.
        after: Of early answers: the exported file of the steps that they follow.

    Raises:
        EngineError: NNCF is not installed, or there is too little footage.
    """
    spec, graph = read_spec(model), ov.Core().read_model(model)
    if after is not None:
        return _quantise_early(model, after, spec, graph, files, output)
    if is_step_graph(graph):
        return _quantise_steps(model, spec, graph, files, output)
    footage = divide(files, spec, _report)
    graph.reshape({INPUT: [1, -1, spec.crop_px, spec.crop_px, spec.channels]})
    _write(graph, WatchedClips(footage.calibration), output)
    fp32 = OpenVinoEngine(model, spec, EngineChoice("openvino", "fp32", "cpu"))
    int8 = OpenVinoEngine(output, spec, EngineChoice("openvino", "int8", "cpu"))
    return _measured(fp32, int8, footage, calls_a_clip=1)


def _quantise_steps(
    model: Path, spec: ModelSpec, graph: ov.Model, files: Sequence[Path], output: Path
) -> Measured:
    runner = OpenVinoStepRunner(model, "fp32")
    spec = calibration_spec(runner, spec)
    footage = divide(files, spec, _report)
    graph.reshape({port.any_name: of_one_stream(port) for port in graph.inputs})
    _write(graph, WatchedStreams(footage.calibration, runner), output)
    fp32, int8 = ClipsAsStreams(model, "fp32", spec), ClipsAsStreams(output, "int8", spec)
    steps = spec.clip_len // runner.timing.step_frames
    return _measured(fp32, int8, footage, calls_a_clip=steps)


def _quantise_early(
    model: Path, after: Path, spec: ModelSpec, graph: ov.Model, files: Sequence[Path], output: Path
) -> Measured:
    """Of steps in fp32: what is measured is the graph of early answers alone."""
    runner, early = OpenVinoStepRunner(after, "fp32"), OpenVinoEarlyRunner(model, "fp32")
    spec = calibration_spec(runner, spec)
    footage = divide(files, spec, _report)
    graph.reshape({port.any_name: of_one_stream(port) for port in graph.inputs})
    _write(graph, WatchedEarly(footage.calibration, runner, early), output)
    int8 = OpenVinoEarlyRunner(output, "int8")
    reference, quantised = (ClipsAsStreams(after, "fp32", spec, one) for one in (early, int8))
    step = StreamStep(np.empty(0, np.uint8), 1, runner.new_caches())
    times_ms = best_call_ms([partial(one.early, [step]) for one in (early, int8)])
    return _compared(reference, quantised, footage, times_ms)


def _write(graph: ov.Model, inputs: Watched, output: Path) -> None:
    with wanting_extra("int8"):
        import nncf
    quantised = nncf.quantize(
        graph,
        nncf.Dataset(_Counted(inputs)),
        subset_size=len(inputs),
        target_device=nncf.TargetDevice.CPU,
    )
    with openvino_errors(f"{output}: writing it", "look whether the disk is full"):
        share_equal_ranges(quantised)
        keep_bytes(quantised)
    ov.save_model(quantised, output, compress_to_fp16=False)


def share_equal_ranges(graph: ov.Model) -> None:
    """Round what several layers read once, where all of them want the same range of it."""
    first: dict[Hashable, ov.Node] = {}
    for node in graph.get_ordered_ops():
        if node.get_type_name() == "FakeQuantize":
            read, *ranges = node.input_values()
            values = (tuple(one.get_node().get_data().ravel().tolist()) for one in ranges)
            levels = node.get_attributes()["levels"]
            key = (read.get_node().get_name(), read.get_index(), levels, *values)
            shared = first.setdefault(key, node)
            if shared is not node:
                node.output(0).replace(shared.output(0))


def _measured(fp32: Engine, int8: Engine, footage: Footage, calls_a_clip: int) -> Measured:
    times_ms = best_ms((fp32, int8), next(iter(footage.held_out)))
    return _compared(fp32, int8, footage, [time_ms / calls_a_clip for time_ms in times_ms])


def _compared(fp32: Engine, int8: Engine, footage: Footage, times_ms: Sequence[float]) -> Measured:
    parity = compare(fp32, int8, footage.held_out, _report)
    windows = footage.calibration, footage.held_out
    return Measured(
        videos=tuple(video.name for part in windows for video, _ in part.videos),
        calibration_windows=len(footage.calibration),
        held_out_windows=parity.clips,
        top1_agreement=parity.top1_agreement,
        relative_difference=parity.max_relative_difference,
        fp32_ms=round(times_ms[0], 2),
        int8_ms=round(times_ms[1], 2),
        measured_on=runtime_identity(),
    )


def _report(event: ProgressEvent) -> None:
    tell(**asdict(event))


def main() -> int:
    """Write one graph; progress, what was measured and errors go to stdout as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m engines.int8.quantise", description=__doc__)
    parser.add_argument("model", type=Path, help="an exported ONNX file")
    parser.add_argument("output", type=Path, help="the .xml file to write")
    parser.add_argument("videos", type=Path, nargs="+", help="footage to calibrate on")
    parser.add_argument("--after", type=Path, help="of early answers: the steps they follow, ONNX")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # of NNCF's own inner changes
    try:
        with storage_errors(arguments.output.parent):
            measured = quantise(
                arguments.model, arguments.videos, arguments.output, arguments.after
            )
    except EngineError as error:
        tell(error=str(error))
        return 1
    tell(measured=asdict(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
