"""What the shortest way from a source to decisions means by its words."""

import pytest

from engines import EngineMode
from realtime.watching import mode_for


@pytest.mark.parametrize(
    ("mode", "offline", "meant"),
    [
        ("auto", False, "auto"),
        ("auto", True, "window"),
        ("stream", True, "stream"),
        ("window", False, "window"),
    ],
)
def test_offline_does_not_depend_on_the_machine(
    mode: EngineMode, offline: bool, meant: EngineMode
) -> None:
    assert mode_for(mode, offline=offline) == meant
