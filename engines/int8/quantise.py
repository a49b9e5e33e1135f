"""Makes an int8 graph of an exported model: `python -m engines.int8.quantise`.

Post-training quantisation by NNCF (openvinotoolkit/nncf): weights get ranges by channel,
activations get theirs from watching clips of real videos, and biases are corrected for what
rounding shifts. In a process of its own, for NNCF imports whatever training framework it finds.
"""

import argparse
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from engines.artifacts import ProgressEvent
from engines.artifacts.folders import storage_errors
from engines.backends.openvino import OpenVinoEngine, runtime_identity
from engines.choice import EngineChoice
from engines.errors import EngineError
from engines.export import INPUT, SPEC_KEY, read_spec
from engines.extras import wanting_extra
from engines.int8.footage import Footage, divide
from engines.int8.note import Measured
from engines.parity import compare
from engines.precision import best_ms
from engines.sliding import SlidingWindows
from engines.spec import ModelSpec
from engines.worker import tell


@dataclass(frozen=True, slots=True)
class _Watched:
    """Clips that say how many of them were taken."""

    windows: SlidingWindows

    def __len__(self) -> int:
        return len(self.windows)

    def __iter__(self) -> Iterator[dict[str, NDArray[np.uint8]]]:
        for done, clip in enumerate(self.windows):
            _report(ProgressEvent("calibrating int8", done, len(self), "windows"))
            yield {INPUT: clip[np.newaxis]}


def quantise(model: Path, files: Sequence[Path], output: Path) -> Measured:
    """Write the int8 graph as OpenVINO's pair of files, `output` (.xml) and its .bin.

    Args:
        model: What `export_onnx` wrote.
        files: Videos; a quarter of the footage is held out to measure the graph on.
        output: Its folder exists.

    Raises:
        EngineError: NNCF is not installed, or there is too little footage.
    """
    spec = read_spec(model)
    footage = divide(files, spec, _report)
    _write(model, spec, footage.calibration, output)
    return _measure(model, output, spec, footage)


def _write(model: Path, spec: ModelSpec, windows: SlidingWindows, output: Path) -> None:
    with wanting_extra("int8"):
        import nncf
    graph = ov.Core().read_model(model)
    graph.reshape({INPUT: [1, -1, spec.crop_px, spec.crop_px, spec.channels]})
    quantised = nncf.quantize(
        graph,
        nncf.Dataset(_Watched(windows)),
        subset_size=len(windows),
        target_device=nncf.TargetDevice.CPU,
    )
    quantised.set_rt_info(spec.to_json(), SPEC_KEY)
    ov.save_model(quantised, output, compress_to_fp16=False)


def _measure(model: Path, output: Path, spec: ModelSpec, footage: Footage) -> Measured:
    fp32 = OpenVinoEngine(model, spec, EngineChoice("openvino", "fp32", "cpu"))
    int8 = OpenVinoEngine(output, spec, EngineChoice("openvino", "int8", "cpu"))
    parity = compare(fp32, int8, footage.held_out, _report)
    fp32_ms, int8_ms = best_ms((fp32, int8), next(iter(footage.held_out)))
    windows = footage.calibration, footage.held_out
    return Measured(
        videos=tuple(video.name for part in windows for video, _ in part.videos),
        calibration_windows=len(footage.calibration),
        held_out_windows=parity.clips,
        top1_agreement=parity.top1_agreement,
        relative_difference=parity.max_relative_difference,
        fp32_ms=round(fp32_ms, 2),
        int8_ms=round(int8_ms, 2),
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
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # of NNCF's own inner changes
    try:
        with storage_errors(arguments.output.parent):
            measured = quantise(arguments.model, arguments.videos, arguments.output)
    except EngineError as error:
        tell(error=str(error))
        return 1
    tell(measured=asdict(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
