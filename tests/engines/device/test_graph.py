import ctypes
from typing import Any

import pytest

from engines import EngineError
from engines.device.graph import CudaGraph
from tests.engines.device.fake_cuda import FakeStream


class FakeDriver:
    """Notes the calls of the driver's C interface in their order."""

    def __init__(self, failing: str = "") -> None:
        self.calls: list[str] = []
        self._failing = failing

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int:
            self.calls.append(name)
            if name == "cuGraphInstantiateWithFlags":
                ctypes.cast(arguments[0], ctypes.POINTER(ctypes.c_void_p))[0] = 4096
            return 999 if name == self._failing else 0

        return call


def test_work_is_recorded_once_and_launched_often() -> None:
    driver, runs = FakeDriver(), []
    graph = CudaGraph(FakeStream(), lambda: runs.append(1), driver)
    graph.launch()
    graph.launch()
    graph.close()
    graph.close()

    assert runs == [1]
    assert driver.calls == [
        "cuStreamBeginCapture_v2",
        "cuStreamEndCapture",
        "cuGraphInstantiateWithFlags",
        "cuGraphDestroy",
        "cuGraphLaunch",
        "cuGraphLaunch",
        "cuGraphExecDestroy",
    ]


def test_a_recording_that_fails_is_ended() -> None:
    driver = FakeDriver()

    def work() -> None:
        raise EngineError("the work failed")

    with pytest.raises(EngineError, match="the work failed"):
        CudaGraph(FakeStream(), work, driver)
    assert driver.calls == ["cuStreamBeginCapture_v2", "cuStreamEndCapture"]


def test_a_refusal_names_the_call() -> None:
    with pytest.raises(EngineError, match=r"refuses cuGraphInstantiateWithFlags \(CUDA error 999"):
        CudaGraph(FakeStream(), lambda: None, FakeDriver("cuGraphInstantiateWithFlags"))
