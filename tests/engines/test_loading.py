import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engines import EngineError, LoadedEngine, VideoReader, load_engine
from tests.engines.colour_model import SPEC, write_colour_model


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    return write_colour_model(tmp_path / "colour.onnx")


def test_a_file_brings_its_specification(path: Path) -> None:
    for given in (path, str(path)):
        engine = load_engine(given, precision="fp32")

        assert engine.spec == SPEC
        assert engine.infer([np.zeros((8, 32, 32, 3), np.uint8)]).tolist() == [[0.0, 0.0, 0.0]]


def test_auto_says_what_it_chose_and_passed_over(path: Path) -> None:
    choice = load_engine(path).choice

    assert (choice.runtime, choice.device) == ("openvino", "cpu")
    others = {"fp32", "bf16", "int8"} - {choice.precision}
    devices = {"cuda", "intel-gpu", "intel-npu"}
    assert {passed.what for passed in choice.passed_over} == devices | others


def test_what_is_asked_for_is_what_runs(path: Path) -> None:
    choice = load_engine(path, device="cpu", precision="bf16").choice

    assert (choice.precision, choice.passed_over) == ("bf16", ())


def test_a_shorter_clip_may_be_asked_for(path: Path) -> None:
    assert load_engine(path, precision="fp32", clip_len=4).spec.clip_len == 4
    with pytest.raises(EngineError, match="clip_len 3 given, at least 4 needed"):
        load_engine(path, precision="fp32", clip_len=3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"device": "cuda"}, "device 'cuda' is not available"),
        ({"runtime": "tensorrt"}, "runtime 'tensorrt' is not available"),
        ({"precision": "int8"}, "int8: none is built .* build colour.test --precision int8"),
        ({"runtime": "torch", "precision": "int8"}, "it runs with openvino on the cpu"),
        ({"runtime": "torch", "precision": "fp16"}, "on the cpu; choose auto, fp32, bf16"),
        ({"runtime": "torch+graph"}, "needs a GPU"),
        ({"threads": 0}, "0 threads given, at least 1"),
        ({"runtime": "torch"}, r"torch runs registered models, .* i3d\.k400"),
    ],
)
def test_what_cannot_be_had_is_refused(path: Path, options: dict[str, str], message: str) -> None:
    with pytest.raises(EngineError, match=message):
        load_engine(path, **options)  # type: ignore[arg-type]  # each option has its own type


def test_a_gpu_that_fails_is_passed_over_with_its_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise EngineError("TensorRT 11.0 builds no fp16 plan for Test GPU")

    monkeypatch.setattr("engines.choice.why_no_tensorrt", lambda: None)
    monkeypatch.setattr("engines.backends.tensorrt.loading.load_tensorrt", failing)

    choice = load_engine(path, precision="fp32").choice

    assert (choice.runtime, choice.device) == ("openvino", "cpu")
    assert [(one.what, one.reason) for one in choice.passed_over] == [
        ("tensorrt", "TensorRT 11.0 builds no fp16 plan for Test GPU")
    ]
    for options in ({"device": "cuda"}, {"runtime": "tensorrt"}, {"precision": "fp16"}):
        with pytest.raises(EngineError, match="builds no fp16 plan"):
            load_engine(path, **options)  # type: ignore[arg-type]  # each option has its own type


def test_an_intel_gpu_that_fails_is_passed_over_with_its_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenVINO believes in a GPU that is not here; compiling for it is real, and fails."""
    monkeypatch.setattr("engines.accelerators.openvino_devices", lambda: ("CPU", "GPU"))

    choice = load_engine(path, runtime="openvino").choice

    assert choice.device == "cpu"
    (reason,) = [one.reason for one in choice.passed_over if one.what == "intel-gpu"]
    assert "OpenVINO" in reason and "\n" not in reason
    with pytest.raises(
        EngineError, match=r"compiling it for the intel-gpu: OpenVINO .* cannot do it"
    ):
        load_engine(path, device="intel-gpu")
    assert load_engine(path, precision="bf16").choice.passed_over[-1].reason == (
        "bf16 is asked for, and it was compared in fp16 only"
    )


def test_unknown_models_and_missing_files_are_said(path: Path) -> None:
    with pytest.raises(EngineError, match="unknown model 'i3d4'; did you mean i3d"):
        load_engine("i3d4")
    with pytest.raises(EngineError, match=r"i3d has no published weights .* choose i3d\.k400"):
        load_engine("i3d")
    with pytest.raises(EngineError, match=r"gone\.onnx: cannot be read"):
        load_engine(path.with_name("gone.onnx"))


def test_a_built_model_loads_without_torch(i3d_fp32: LoadedEngine) -> None:
    """Torch takes memory and time; a process that watches a stream has no use for it."""
    code = (
        "import sys; from engines import load_engine; load_engine(precision='fp32'); "
        "print([m for m in ('torch', 'onnx') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ)
    )
    assert answer.stdout.strip() == "[]", answer.stderr
    assert i3d_fp32.spec.name == "i3d.k400"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"device": "cuda"}, "device 'cuda' is not available"),
        ({"runtime": "tensorrt"}, "runtime 'tensorrt' is not available"),
        ({"runtime": "onnxruntime"}, "unknown runtime 'onnxruntime'"),
        ({"runtime": "torch", "precision": "bf16"}, "torch bf16; choose torch, fp32"),
        ({"runtime": "torch+compile"}, "torch.compile auto; choose torch, fp32"),
        ({"threads": 0}, "0 threads given"),
        ({"model": "tcn"}, r"stream given for tcn, .* choose mode window, or one of i3d\.k400"),
        ({"model": "gone.onnx"}, r"gone\.onnx: cannot be read"),
    ],
)
def test_a_stream_where_there_is_none_is_refused(options: dict[str, str], message: str) -> None:
    with pytest.raises(EngineError, match=message):
        load_engine(**options, mode="stream")  # type: ignore[arg-type]  # all of them are strings


@pytest.mark.clips
def test_a_stream_says_what_its_windows_say(i3d_fp32: LoadedEngine, clips_dir: Path) -> None:
    """Not the same figures, for a stream sees what was before; the same label on an easy clip."""
    stepping = load_engine(precision="fp32", mode="stream")
    assert stepping.spec.step_frames == 8
    engines = (i3d_fp32, stepping)
    stores = [engine.new_store(80) for engine in engines]
    with VideoReader(clips_dir / "arm_wrestling.mp4") as reader:
        for slot in range(80):
            frame = reader.read()
            assert frame is not None
            for store in stores:
                store.write(slot, frame.image)
    for end in (64, 72, 80):
        slots = range(end - 64, end)
        whole, stepped = (
            engine.infer([store.window(slots)])[0]
            for engine, store in zip(engines, stores, strict=True)
        )
        assert stepped.argmax() == whole.argmax()
        assert np.corrcoef(stepped, whole)[0, 1] > 0.8
    stepping.close()
