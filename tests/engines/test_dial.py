"""What `auto` takes, by what an answer costs."""

import json
from pathlib import Path

import pytest

from engines import dial
from engines.dial import DialCosts, choose_point, has_dial, measured_costs


@pytest.mark.parametrize(
    ("costs", "mode", "is_early", "passed_over"),
    [
        (DialCosts(100, 40, 30), "window", False, []),
        (DialCosts(900, 190, 130), "stream", True, ["window"]),
        (DialCosts(2000, 400, 250), "stream", False, ["window", "early answers"]),
    ],
)
def test_the_machine_decides(
    costs: DialCosts, mode: str, is_early: bool, passed_over: list[str]
) -> None:
    choice = choose_point(costs)
    assert (choice.mode, choice.is_early) == (mode, is_early)
    assert [one.what for one in choice.passed_over] == passed_over
    assert all("320 ms" in one.reason for one in choice.passed_over)


def test_only_models_with_such_graphs_have_a_choice(tmp_path: Path) -> None:
    assert has_dial("i3d.k400")
    assert not has_dial("c3d.ucf101")
    assert not has_dial(tmp_path / "i3d.k400.onnx")


def test_it_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path))
    measured: list[str] = []

    def measure(model: str, precision: str) -> DialCosts:
        measured.append(f"{model} {precision}")
        return DialCosts(3.0, 2.0, 1.0)

    monkeypatch.setattr(dial, "_measure", measure)
    first = measured_costs("i3d.k400", "fp32")
    assert measured_costs("i3d.k400", "fp32") == first == DialCosts(3.0, 2.0, 1.0)
    assert measured == ["i3d.k400 fp32"]
    (note,) = tmp_path.rglob("dial-*.json")
    note.write_text(json.dumps({"window_ms": 1}))
    measured_costs("i3d.k400", "fp32")
    assert len(measured) == 2  # a damaged note is no figure
