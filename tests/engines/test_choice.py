import pytest

from engines import EngineError
from engines.choice import (
    INTEL_DEVICES,
    check_precision,
    choose_device,
    choose_runtime,
    torch_choice,
)


def test_auto_says_what_it_passed_over() -> None:
    device, passed_over = choose_device("auto")

    assert device == "cpu"
    assert [passed.what for passed in passed_over] == ["cuda", "intel-gpu", "intel-npu"]
    assert passed_over[0].reason
    assert passed_over[1].reason == "OpenVINO sees no Intel GPU"
    assert [passed.what for passed in choose_device("auto", "torch")[1]] == ["cuda"]


@pytest.fixture
def intel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine such as never was at hand: OpenVINO sees two GPUs and an NPU."""
    monkeypatch.setattr(
        "engines.accelerators.openvino_devices", lambda: ("CPU", "GPU.0", "GPU.1", "NPU")
    )


@pytest.mark.usefixtures("intel")
def test_intel_devices_are_taken_by_name() -> None:
    for name in INTEL_DEVICES:
        assert choose_device(name) == (name, ())
        assert check_precision("fp16", "openvino", name) == "fp16"
    with pytest.raises(EngineError, match=r"runtime torch does not run on it.*choose auto, cpu"):
        choose_device("intel-gpu", "torch")
    with pytest.raises(EngineError, match="unknown intel-npu precision 'bf16'; choose auto, fp16"):
        check_precision("bf16", "openvino", "intel-npu")
    passed_over = choose_device("auto")[1]
    assert [passed.what for passed in passed_over] == ["cuda", "intel-npu"]
    assert "only where it is asked for" in passed_over[1].reason


def test_what_is_asked_for_by_name_is_not_a_fallback() -> None:
    assert choose_device("cpu") == ("cpu", ())
    assert choose_runtime("torch") == "torch"
    assert choose_runtime("auto") == "openvino"
    assert check_precision("bf16", "openvino") == "bf16"


def test_a_gpu_is_taken_where_tensorrt_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engines.choice.why_no_tensorrt", lambda: None)

    assert choose_device("auto") == choose_device("cuda") == ("cuda", ())
    assert choose_runtime("auto", "cuda") == choose_runtime("tensorrt", "cuda") == "tensorrt"
    assert check_precision("fp16", "tensorrt") == "fp16"
    device, passed_over = choose_device("auto", "openvino")
    assert (device, passed_over[0].what) == ("cpu", "cuda")
    assert "openvino runs on the CPU" in passed_over[0].reason
    with pytest.raises(EngineError, match="'tensorrt' is not available: it runs on the device cud"):
        choose_runtime("tensorrt", "cpu")


def test_torch_takes_a_gpu_that_it_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_device("auto", "torch")[0] == "cpu"
    monkeypatch.setattr("engines.choice.why_no_torch_cuda", lambda: None)

    assert choose_device("auto", "torch+compile") == ("cuda", ())
    assert choose_runtime("torch+graph", "cuda") == "torch+graph"
    assert torch_choice("torch+graph", "auto", "cuda").precision == "fp16"
    assert torch_choice("torch", "auto", "cpu").precision == "fp32"


@pytest.mark.parametrize(
    "reason", ["no NVIDIA driver on this machine", "TensorRT is not installed"]
)
def test_the_true_reason_is_kept(reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engines.choice.why_no_tensorrt", lambda: reason)

    assert choose_device("auto")[1][0].reason == reason
    with pytest.raises(EngineError, match=f"device 'cuda' is not available: {reason}"):
        choose_device("cuda")
    with pytest.raises(EngineError, match=f"runtime 'tensorrt' is not available: {reason}"):
        choose_runtime("tensorrt")


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (lambda: choose_device("cuda"), "device 'cuda' is not available: .*; choose auto, cpu"),
        (lambda: choose_device("intel-gpu"), "OpenVINO sees no Intel GPU; choose auto, cpu"),
        (lambda: choose_device("intel-npu"), "OpenVINO sees no Intel NPU; choose auto, cpu"),
        (lambda: choose_device("tpu"), "unknown device 'tpu'; choose auto, cpu"),
        (
            lambda: choose_runtime("tensorrt"),
            "runtime 'tensorrt' is not available: .*; choose auto, openvino, torch",
        ),
        (lambda: choose_runtime("onnx"), "unknown runtime 'onnx'; choose auto, tensorrt, openvino"),
        (
            lambda: check_precision("fp16", "openvino"),
            "precision 'fp16' is not available: .*; choose auto, fp32, bf16, int8",
        ),
        (
            lambda: torch_choice("torch", "fp16", "cpu"),
            "'fp16' given on the cpu; choose auto, fp32, bf16",
        ),
        (
            lambda: check_precision("fp8", "torch+compile"),
            "unknown torch.compile precision 'fp8'; choose auto, fp32, bf16, fp16",
        ),
        (lambda: choose_runtime("torch+graph", "cpu"), ".graph needs a GPU"),
        (lambda: choose_runtime("torch+fast", "cpu"), "each of .compile, .channels_last, .graph"),
    ],
)
def test_what_cannot_be_had_is_refused_with_what_can(refused: object, message: str) -> None:
    assert callable(refused)
    with pytest.raises(EngineError, match=message):
        refused()
