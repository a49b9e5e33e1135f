import pytest

from engines import EngineError
from engines.device import opening


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "has_driver", lambda: True)


def test_a_missing_driver_is_the_first_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_DRIVERS", ("libno-such-driver.so.1",))

    assert opening.why_no_cuda() == "no NVIDIA driver on this machine"
    with pytest.raises(EngineError, match="the GPU cannot be used: no NVIDIA driver"):
        opening.open_cuda()


@pytest.mark.usefixtures("driver")
def test_a_missing_library_names_the_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_has", lambda _module: False)

    with pytest.raises(EngineError, match=r"pip install 'liveact\[tensorrt\]'"):
        opening.open_cuda()


@pytest.mark.usefixtures("driver")
def test_either_library_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for installed in ("pycuda", "cuda.bindings"):
        monkeypatch.setattr(opening, "_has", lambda module, only=installed: module == only)
        assert opening.why_no_cuda() is None
