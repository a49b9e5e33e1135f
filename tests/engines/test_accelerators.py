import pytest

from engines import accelerators


def test_each_thing_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerators, "why_no_cuda", lambda: "no NVIDIA driver on this machine")
    assert accelerators.why_no_tensorrt() == "no NVIDIA driver on this machine"

    monkeypatch.setattr(accelerators, "why_no_cuda", lambda: None)
    monkeypatch.setattr(accelerators, "find_spec", lambda _module: None)
    assert "liveact[tensorrt]" in str(accelerators.why_no_tensorrt())
    assert "liveact[rtx]" in str(accelerators.why_no_tensorrt())


@pytest.mark.parametrize("installed", ["tensorrt", "tensorrt_rtx"])
def test_either_product_will_do(installed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerators, "why_no_cuda", lambda: None)
    monkeypatch.setattr(
        accelerators, "find_spec", lambda module: module if module == installed else None
    )
    assert accelerators.find_tensorrt() == installed
    assert accelerators.why_no_tensorrt() is None
