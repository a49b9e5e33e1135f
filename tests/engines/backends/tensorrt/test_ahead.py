from pathlib import Path

import pytest

from engines import EngineError, ProgressEvent
from engines.backends.tensorrt import ahead
from engines.backends.tensorrt.ahead import build_ahead, compute_capabilities
from engines.backends.tensorrt.library import TensorRt
from tests.engines.colour_model import SPEC


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))


def test_targets_by_either_name() -> None:
    assert compute_capabilities("sm75, SM120,8.9,sm89") == ["7.5", "12.0", "8.9"]


@pytest.mark.parametrize("text", ["", "sm7", "ada", "sm75,,sm80"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(EngineError, match="as in sm75,sm89,sm120"):
        compute_capabilities(text)


def test_the_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "find_spec", lambda _name: None)
    with pytest.raises(EngineError, match=r"liveact\[rtx\]"):
        list(build_ahead(Path("x.onnx"), SPEC, "auto", ["8.9"]))


@pytest.mark.rtx
def test_a_plan_for_each_and_once(rtx: TensorRt, conv3d_onnx: Path) -> None:
    assert rtx.builds_ahead
    events: list[ProgressEvent] = []
    plans = dict(build_ahead(conv3d_onnx, SPEC, "auto", ["7.5", "8.9"], events.append))
    assert list(plans) == ["7.5", "8.9"]
    assert all(plan.stat().st_size > 10_000 for plan in plans.values())
    assert plans["7.5"] != plans["8.9"]
    assert any(event.stage.startswith("building colour.test for 8.9") for event in events)

    events.clear()
    assert dict(build_ahead(conv3d_onnx, SPEC, "fp16", ["8.9"], events.append)) == {
        "8.9": plans["8.9"]
    }
    assert events == []  # it was there


@pytest.mark.rtx
def test_cancelling_leaves_nothing(rtx: TensorRt, conv3d_onnx: Path, tmp_path: Path) -> None:
    assert rtx.builds_ahead

    def cancel(event: ProgressEvent) -> None:
        if event.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(build_ahead(conv3d_onnx, SPEC, "fp16", ["8.9"], cancel))
    assert list((tmp_path / "cache").rglob("*.plan")) == []
