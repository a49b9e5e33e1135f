"""Builds a plan, in a process of its own: `python -m engines.backends.tensorrt.builder`.

TensorRT takes seconds to minutes and gigabytes for that, cannot be interrupted from Python, and
may bring the process down. As a process it is cancelled by ending it.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engines.artifacts.folders import atomic_path, storage_errors
from engines.backends.tensorrt.library import TensorRt, load_library, take_errors
from engines.backends.tensorrt.network import check_precision, parse_network
from engines.errors import EngineError
from engines.export import INPUT
from engines.half_onnx import write_half
from engines.worker import tell

COMMAND = (sys.executable, "-P", "-m", "engines.backends.tensorrt.builder")
FP32_3D = "3D convolutions in fp32 are refused for compute capability 7.5; choose fp16"


@dataclass(frozen=True, slots=True)
class BuildJob:
    """What to build, as it crosses to the other process."""

    onnx: str
    """Path of the exported fp32 file."""
    plan: str
    """Path to write to."""
    module: str
    """`tensorrt` or `tensorrt_rtx`."""
    precision: str
    """`fp32`, `fp16` or `bf16`."""
    clip_shape: tuple[int, int, int, int]
    """(T, H, W, channels); T frames are a clip, or what a step takes."""
    batches: tuple[int, ...]
    """Clips in a batch, one optimisation profile each."""
    target: str | None = None
    """A compute capability as in `8.9` to build ahead for; None: the GPU of this machine."""
    timing_cache: str | None = None
    """File with what TensorRT measured in earlier builds; made where it is missing."""

    def to_json(self) -> str:
        """As one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "BuildJob":
        """The inverse of `to_json`."""
        fields: dict[str, Any] = json.loads(text)
        for name in ("clip_shape", "batches"):
            fields[name] = tuple(fields[name])
        return cls(**fields)


def build_plan(job: BuildJob) -> None:
    """Build in this process and write the plan; progress goes out with `tell`.

    Raises:
        EngineError: TensorRT is not here, or refuses the file, its types or the target.
    """
    library = load_library(job.module)
    builder = library.api.Builder(library.logger)
    with tempfile.TemporaryDirectory(prefix="liveact-") as folder:
        network = parse_network(library, builder, _typed_onnx(job, Path(folder)))
        check_precision(library, network, job.precision)
        config = _configured(library, builder, network, job)
        _use_timing_cache(library, config, job)
        plan = builder.build_serialized_network(network, config)
    if plan is None:
        raise EngineError(_refusal(library, job))
    Path(job.plan).write_bytes(plan)
    _keep_timing_cache(config, job)


def _typed_onnx(job: BuildJob, folder: Path) -> Path:
    if job.precision == "fp32":
        return Path(job.onnx)
    typed = folder / f"{job.precision}.onnx"
    write_half(Path(job.onnx), typed, job.precision)
    return typed


def _configured(library: TensorRt, builder: Any, network: Any, job: BuildJob) -> Any:
    config = builder.create_builder_config()
    config.progress_monitor = _new_monitor(library.api)
    if job.target is not None:
        _aim(library, config, job.target)
    for batch in job.batches:
        profile = builder.create_optimization_profile()
        for number in range(network.num_inputs):
            tensor = network.get_input(number)
            of_one = job.clip_shape if tensor.name == INPUT else tuple(tensor.shape)[1:]
            shape = (batch, *of_one)
            profile.set_shape(tensor.name, shape, shape, shape)
        config.add_optimization_profile(profile)
    return config


def _aim(library: TensorRt, config: Any, target: str) -> None:
    """Build for a GPU that need not be here."""
    if not library.builds_ahead:
        raise EngineError(
            f"{library.title} builds for the GPU of this machine only, {target} given; "
            "TensorRT-RTX builds ahead: pip install 'liveact[rtx]'"
        )
    known = library.api.ComputeCapability.__members__
    name = f"SM{target.replace('.', '')}"
    if name not in known:
        allowed = ", ".join(f"{sm[2:-1]}.{sm[-1]}" for sm in known if sm.startswith("SM"))
        raise EngineError(f"compute capability {target} given, {library.title} knows {allowed}")
    config.num_compute_capabilities = 1
    config.set_compute_capability(known[name], 0)


def _use_timing_cache(library: TensorRt, config: Any, job: BuildJob) -> None:
    if job.timing_cache is None:
        return
    file = Path(job.timing_cache)
    kept = file.read_bytes() if file.is_file() else b""
    for contents in (kept, b""):  # one of another version or GPU is refused: begin anew
        cache = config.create_timing_cache(contents)
        if cache is not None and config.set_timing_cache(cache, False):
            break
    take_errors(library)


def _keep_timing_cache(config: Any, job: BuildJob) -> None:
    cache = config.get_timing_cache() if job.timing_cache is not None else None
    if cache is not None and job.timing_cache is not None:
        with atomic_path(Path(job.timing_cache)) as unfinished:
            unfinished.write_bytes(cache.serialize())


def _refusal(library: TensorRt, job: BuildJob) -> str:
    target = "this machine's GPU" if job.target is None else f"compute capability {job.target}"
    hint = f" {FP32_3D}." if (job.precision, job.target) == ("fp32", "7.5") else ""
    return (
        f"{library.title} builds no {job.precision} plan for {target}:{hint} {take_errors(library)}"
    )


def _new_monitor(api: Any) -> Any:
    """Tells the steps of TensorRT's outermost phases."""

    class Monitor(api.IProgressMonitor):  # type: ignore[misc]  # TensorRT has no types
        def __init__(self) -> None:
            super().__init__()
            self._steps: dict[str, int] = {}  # of the outermost phases that run

        def phase_start(self, phase_name: str, parent_phase: str | None, num_steps: int) -> None:
            if parent_phase is None:
                self._steps[phase_name] = num_steps
                tell(phase=phase_name, done=0, total=num_steps)

        def step_complete(self, phase_name: str, step: int) -> bool:
            if phase_name in self._steps:
                tell(phase=phase_name, done=step + 1, total=self._steps[phase_name])
            return True  # go on; who wants to cancel ends the process

        def phase_finish(self, phase_name: str) -> None:
            self._steps.pop(phase_name, None)

    return Monitor()


def main() -> int:
    """Build one plan; progress and errors go to stdout as JSON lines."""
    parser = argparse.ArgumentParser(prog=" ".join(COMMAND[2:]), description=__doc__)
    parser.add_argument("job", help="a BuildJob as JSON")
    job = BuildJob.from_json(parser.parse_args().job)
    try:
        with storage_errors(Path(job.plan).parent):
            build_plan(job)
    except EngineError as error:
        tell(error=str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
