"""The cache of plans, with real ahead-of-time builds."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engines import EngineError, ProgressEvent
from engines.backends.tensorrt import plans
from engines.backends.tensorrt.library import TensorRt
from engines.backends.tensorrt.loading import plan_key
from engines.backends.tensorrt.plans import PlanKey, built_plan, damage_of, forget_plan
from tests.engines.colour_model import SPEC
from tests.engines.device.fake_cuda import GPU

KEY = PlanKey("m", "0" * 64, "fp16", (8, 32, 32, 3), (1, 2), "tensorrt", "11.0", "A", "8.9", 13)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def key(rtx: TensorRt, conv3d_onnx: Path) -> PlanKey:
    return replace(plan_key(conv3d_onnx, SPEC, "fp16", rtx, "8.6"), batches=(1,))


@pytest.mark.parametrize(
    "change",
    [
        {"model_sha256": "1" * 64},
        {"precision": "bf16"},
        {"clip_shape": (16, 32, 32, 3)},
        {"batches": (1,)},
        {"module": "tensorrt_rtx"},
        {"version": "11.1"},
        {"gpu": "B"},
        {"compute_capability": "8.6"},
        {"cuda_major": 12},
        {"options": "half=2"},
    ],
)
def test_whatever_a_plan_depends_on_makes_another_one(change: dict[str, object]) -> None:
    assert replace(KEY, **change).place() != KEY.place()  # type: ignore[arg-type]  # own types
    assert replace(KEY).place() == KEY.place()


def test_a_gpu_s_plan_is_its_own(rtx: TensorRt, conv3d_onnx: Path) -> None:
    here = plan_key(conv3d_onnx, SPEC, "fp16", rtx, GPU)

    assert (here.gpu, here.compute_capability, here.cuda_major) == ("Test GPU", "8.9", 13)
    assert not here.is_ahead
    assert plan_key(conv3d_onnx, SPEC, "fp16", rtx, "8.9").is_ahead


@pytest.mark.rtx
def test_a_plan_is_built_once_and_rebuilt_where_it_is_not_right(
    key: PlanKey, conv3d_onnx: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    events: list[ProgressEvent] = []
    plan = built_plan(key, conv3d_onnx, events.append)
    note = plan.with_suffix(".json")
    assert events and "starting" in events[0].stage
    assert json.loads(note.read_text())["key"]["version"] == key.version
    events.clear()
    assert built_plan(key, conv3d_onnx, events.append) == plan
    assert not events  # a hit

    plan.write_bytes(plan.read_bytes()[:-1] + b"?")
    assert damage_of(key) == "the file is damaged, its checksum is wrong"
    built_plan(key, conv3d_onnx)
    other = json.loads(note.read_text())
    other["key"]["version"] = "1.0"
    note.write_text(json.dumps(other))
    assert "another version" in str(damage_of(key))
    built_plan(key, conv3d_onnx)
    assert damage_of(key) is None
    forget_plan(key)
    assert damage_of(key) == "it is not in the cache"
    assert [record.getMessage().split(": ")[1] for record in caplog.records] == [
        "it is not in the cache",
        "the file is damaged, its checksum is wrong",
        "it was built with another version, for another GPU or from another model",
    ]


@pytest.mark.rtx
def test_cancelling_leaves_nothing_behind(key: PlanKey, conv3d_onnx: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(event: ProgressEvent) -> None:
        if "starting" not in event.stage:  # TensorRT itself is at work
            raise CancelledError

    with pytest.raises(CancelledError):
        built_plan(key, conv3d_onnx, cancel)
    left = [path.name for path in key.place().parent.iterdir() if not path.name.endswith(".lock")]
    assert left == []


@pytest.mark.rtx
def test_a_refusal_leaves_nothing_behind(key: PlanKey, conv3d_onnx: Path) -> None:
    with pytest.raises(EngineError, match=r"builds no bf16 plan for compute capability 7\.5"):
        built_plan(replace(key, precision="bf16", compute_capability="7.5"), conv3d_onnx)
    assert not list(key.place().parent.glob("*.plan"))


def test_a_note_that_is_no_note_means_rebuilding() -> None:
    place = KEY.place()
    place.parent.mkdir(parents=True)
    place.write_bytes(b"a plan")
    for text in ("", "[]", '{"key": {}}'):
        plans._note_place(KEY).write_text(text)
        assert damage_of(KEY) == "the note with its checksum is missing or damaged"
