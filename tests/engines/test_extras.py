import sys

import pytest

from engines import EngineError
from engines.choice import choose_runtime
from engines.extras import is_installed, wanting_extra
from engines.models import create_model


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where torch is not installed."""
    loaded = [name for name in sys.modules if name.startswith("torch.")]
    for name in ("torch", *loaded):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "engines.models.i3d", raising=False)


@pytest.mark.usefixtures("no_torch")
def test_what_is_missing_is_said_with_its_extra() -> None:
    assert not is_installed("torch")
    with pytest.raises(EngineError, match=r"torch needs torch, .* 'liveact\[train\]', or choose"):
        choose_runtime("torch")
    with pytest.raises(EngineError, match=r"engines\.models\.i3d needs torch, which is not"):
        create_model("i3d.k400")


def test_other_missing_modules_are_mistakes_of_ours() -> None:
    with pytest.raises(ModuleNotFoundError, match="nothing_like_it"), wanting_extra("a test"):
        __import__("nothing_like_it")


def test_what_is_here_is_found() -> None:
    assert is_installed("numpy")
