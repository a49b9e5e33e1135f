"""Loads a model by name, or from a file, into the runtime that suits this machine."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from engines.api import Engine
from engines.artifacts import Progress
from engines.build import built_onnx
from engines.choice import (
    EngineChoice,
    PassedOver,
    check_precision,
    choose_device,
    choose_runtime,
    torch_choice,
)
from engines.dial import Demand, has_dial
from engines.errors import EngineError
from engines.export import read_spec
from engines.graphs import GraphKind
from engines.models import create_model, list_models, model_card
from engines.openvino_loading import OpenVinoRequest, load_openvino
from engines.spec import ModelSpec
from engines.teaching.places import find_taught
from engines.torch_options import is_torch

if TYPE_CHECKING:
    from torch import nn

    from engines.stream_loading import StreamRequest

DEFAULT_MODEL = "i3d.k400"

EngineMode = Literal["auto", "window", "stream"]
"""Whether windows are seen each by itself, or only what is new in each; or what suits the CPU."""

_ONE_STREAM = Demand()


class LoadedEngine(Engine, Protocol):
    """An engine that says what was chosen for it."""

    @property
    def choice(self) -> EngineChoice:
        """What it runs with, and what was passed over and why."""


def load_engine(
    model: str | Path = DEFAULT_MODEL,
    *,
    device: str = "auto",
    runtime: str = "auto",
    precision: str = "auto",
    threads: int | None = None,
    clip_len: int | None = None,
    mode: EngineMode = "window",
    lag_seconds: float | None = None,
    demand: Demand = _ONE_STREAM,
    progress: Progress | None = None,
) -> LoadedEngine:
    """An engine, ready to infer.

    The first call for a model fetches its weights and builds an ONNX file into the cache; later
    ones take about a second and do not load torch (unless `runtime` is `torch`).

    Args:
        model: A registered or taught name, or the path of an ONNX file that liveact exported or
            of a taught model.
        device: `auto`, `cpu`, `cuda`, `intel-gpu` or `intel-npu`.
        runtime: `auto` (TensorRT where it runs, else OpenVINO), `tensorrt`, `openvino`, `torch`,
            the last maybe with options: `torch+compile` (`engines.torch_options`).
        precision: `auto` (fp16 on a GPU, what is faster on this CPU), or one of the runtime's.
        threads: CPU threads to use; the runtime decides where None.
        clip_len: Frames in a clip, where not the model's own number; fewer are faster and say
            less (field measurement: 64 frames 83 % right, 16 frames 52 %).
        mode: `window` sees each window by itself; `stream` only what is new in it. What it says
            is that of the whole video so far, settled some two seconds back. For models whose
            card says `streams`; a file must be a step graph. `auto` takes a stream where this CPU
            is too slow for windows and holds a stream; it measures both, once.
        lag_seconds: Of a stream: how far back the middle of what an answer is about may lie. Less
            costs more: the last layers are taken on to the newest frames. None for what costs
            least, and for `auto` what this CPU can hold.
        demand: What `auto` goes by. Streams that share an engine on a CPU step side by side, which
            takes less time in all.
        progress: Told how fetching and building go.

    Raises:
        EngineError: Something that is not known or cannot be had here; says what can.
    """
    if mode == "window" and lag_seconds is not None:
        raise EngineError(f"a lag of {lag_seconds:g} s given for windows; choose mode auto, stream")
    if (taught := find_taught(model)) is not None:
        asked_for = device, runtime, precision
        return _taught_engine(taught, mode, asked_for, threads, clip_len, progress)
    no_stream: tuple[PassedOver, ...] = ()
    if mode == "stream" or (mode == "auto" and clip_len is None and has_dial(model)):
        from engines.stream_loading import StreamRequest

        asked = StreamRequest(
            model, device, runtime, precision, threads, lag_seconds, streams=demand.streams
        )
        engine, no_stream = _stream_engine(asked, mode, demand, progress)
        if engine is not None:
            return engine
    return _window_engine(model, device, runtime, precision, threads, clip_len, progress, no_stream)


def _taught_engine(
    taught: Path,
    mode: EngineMode,
    asked: tuple[str, str, str],
    threads: int | None,
    clip_len: int | None,
    progress: Progress | None,
) -> LoadedEngine:
    """`asked` is device, runtime, precision."""
    from engines.teaching.loading import TaughtRequest, load_taught

    if mode == "stream":
        raise EngineError(
            f"mode stream given for {taught.stem}, which was taught with windows; choose window"
        )
    return load_taught(taught, TaughtRequest(*asked, threads, clip_len), progress)


def _stream_engine(
    asked: "StreamRequest", mode: EngineMode, demand: Demand, progress: Progress | None
) -> tuple[LoadedEngine | None, tuple[PassedOver, ...]]:
    """A stream where it is asked for or suits this CPU; else None, and why there is none."""
    from engines.stream_loading import load_stream

    if mode == "stream":
        return load_stream(asked, progress), ()
    from engines.auto_mode import stream_that_suits

    stream, passed_over = stream_that_suits(asked, demand, progress)
    if stream is None:
        return None, passed_over
    return load_stream(stream, progress, passed_over), ()


def _window_engine(
    model: str | Path,
    device: str,
    runtime: str,
    precision: str,
    threads: int | None,
    clip_len: int | None,
    progress: Progress | None,
    no_stream: tuple[PassedOver, ...],
) -> LoadedEngine:
    """An engine that sees each window by itself; `no_stream` says why no stream is taken."""
    asked = device, runtime
    device, passed_over = choose_device(device, runtime)
    passed_over = no_stream + passed_over
    runtime = choose_runtime(runtime, device)
    if precision != "auto":
        check_precision(precision, runtime, device)
    if threads is not None and threads < 1:
        raise EngineError(f"{threads} threads given, at least 1 is needed")
    if is_torch(runtime):
        choice = torch_choice(runtime, precision, device, passed_over)
        return _torch_engine(model, choice, threads, clip_len, progress)
    path, spec = exported(model, "clip", progress)
    spec = _with_clip_len(spec, clip_len)
    if runtime == "tensorrt":
        try:
            return _tensorrt_engine(path, spec, precision, progress)
        except EngineError as error:
            if asked != ("auto", "auto") or precision == "fp16":
                raise  # what was asked for by name is not replaced
            passed_over += (PassedOver("tensorrt", str(error)),)
    where = "auto" if asked[0] == "auto" else device
    request = OpenVinoRequest(path, spec, where, precision, threads)
    return load_openvino(request, passed_over, progress)


def model_spec(model: str) -> ModelSpec:
    """How clips are made for a registered or taught model, and its labels; loads no engine."""
    taught = find_taught(model)
    if taught is None:
        return model_card(model).spec
    from engines.teaching.loading import spec_of_taught

    return spec_of_taught(taught)


def _is_file(model: str | Path) -> bool:
    """Whether a path is meant and not a registered name."""
    return isinstance(model, Path) or model.endswith(".onnx")


def exported(
    model: str | Path, kind: GraphKind, progress: Progress | None
) -> tuple[Path, ModelSpec]:
    """The ONNX file of a model, built where it is missing, and what it expects."""
    if _is_file(model):
        return Path(model), read_spec(Path(model))
    return built_onnx(str(model), progress, kind), model_card(str(model)).spec


def _with_clip_len(spec: ModelSpec, clip_len: int | None) -> ModelSpec:
    return spec if clip_len is None else replace(spec, clip_len=clip_len)


def _tensorrt_engine(
    path: Path, spec: ModelSpec, precision: str, progress: Progress | None
) -> LoadedEngine:
    from engines.backends.tensorrt.loading import load_tensorrt

    choice = EngineChoice("tensorrt", "fp16" if precision == "auto" else precision, "cuda")
    return load_tensorrt(path, spec, choice, progress)


def _torch_engine(
    model: str | Path,
    choice: EngineChoice,
    threads: int | None,
    clip_len: int | None,
    progress: Progress | None,
) -> LoadedEngine:
    if _is_file(model):
        raise EngineError(
            f"{model}: torch runs registered models, not ONNX files; "
            f"give one of {', '.join(list_models(pretrained=True))}, or use --runtime openvino"
        )
    spec = _with_clip_len(model_card(str(model)).spec, clip_len)
    network = create_model(str(model), pretrained=True, progress=progress)
    return _of_network(network, spec, choice, threads)


def torch_engine(
    network: "nn.Module", spec: ModelSpec, runtime: str, precision: str, device: str
) -> LoadedEngine:
    """An engine of a network that is not registered, or has its weights from elsewhere.

    Args:
        network: Takes float (N, channels, T, H, W), gives logits and embedding.
        spec: How clips are made for it.
        runtime: As on the command line, a torch.
        precision: As on the command line.
        device: As on the command line.

    Raises:
        EngineError: Something that is not known or cannot be had here; says what can.
    """
    device, passed_over = choose_device(device, runtime)
    runtime = choose_runtime(runtime, device)
    return _of_network(network, spec, torch_choice(runtime, precision, device, passed_over), None)


def _of_network(
    network: "nn.Module", spec: ModelSpec, choice: EngineChoice, threads: int | None
) -> LoadedEngine:
    """On a GPU with frames in its memory, where a library is here that puts them there."""
    from engines.backends.torch import TorchEngine
    from engines.device import open_cuda, why_no_cuda

    if choice.device != "cuda":
        return TorchEngine(network, spec, choice, threads=threads)
    reason = why_no_cuda()
    if reason is not None:
        passed_over = *choice.passed_over, PassedOver("frames in GPU memory", reason)
        return TorchEngine(network, spec, replace(choice, passed_over=passed_over), threads=threads)
    return TorchEngine(network, spec, choice, threads=threads, cuda=open_cuda())
