"""A monitor whose cameras film numbers, with real threads on a virtual clock."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engines import EngineError
from realtime.clock import Clock
from realtime.errors import SourceError
from realtime.monitor.config import parse_config
from realtime.monitor.config_plans import CameraPlan, EnginePlan
from realtime.monitor.run_monitor import Monitor, Wishes
from realtime.monitor.run_state import CameraSnapshot
from realtime.sinks.base import Message, PredictionMessage
from realtime.sources.base import Source
from tests.realtime.scripted_source import ScriptedSource
from tests.realtime.test_sharing import SharedIndexEngine
from tests.realtime.virtual_clock import VirtualClock

TWO = """
stagger_seconds = 0.5
[[cameras]]
name = "a"
url = "synthetic:"
[[cameras]]
name = "b"
url = "synthetic:"
"""


class Bench:
    """A monitor in a thread of the clock, whose cameras film numbers."""

    def __init__(self, folder: Path, text: str) -> None:
        self.clock = VirtualClock(threads=2)
        self.path = folder / "cameras.toml"
        self.path.write_text(text)
        self.messages: list[Message] = []
        self.loaded: list[SharedIndexEngine] = []
        self.frames: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.opened: list[tuple[str, float]] = []
        self.error: BaseException | None = None
        self.reload = False
        self.dying = False
        self.taken_over: list[Any] = []
        self.awaits_restart: tuple[str, ...] = ()
        self.loading = threading.Event()
        self.loading.set()
        self.monitor = Monitor(
            self.path,
            self._read(self.path),
            load_config=self._read,
            load_engine=self._load,
            sinks=[self],
            clock=self.clock,
            wishes=Wishes(take_reload=self._take_reload),
            opener=self._opener,
            take_over=self._take_over,
        )

    def write(self, message: Message) -> None:
        self.messages.append(message)

    def close(self) -> None:
        pass

    def rewrite(self, text: str) -> None:
        """Another file and a wish to read it; once, however often this is called."""
        if self.path.read_text() != text:
            self.path.write_text(text)
            self.reload = True

    def camera(self, name: str) -> CameraSnapshot:
        return next(one for one in self.monitor.snapshot().cameras if one.name == name)

    def run(self, seconds: float, on_tick: Callable[[float], None] = lambda _now: None) -> None:
        """Run for so long; `on_tick` is told how much of it is over."""
        began = self.clock.now()

        def body() -> None:
            try:
                self.monitor.run(
                    max_seconds=seconds, on_tick=lambda: on_tick(self.clock.now() - began)
                )
            except Exception as error:  # noqa: BLE001 - the test looks at it
                self.error = error

        thread = threading.Thread(target=body, name="liveact-monitor", daemon=True)
        thread.start()
        thread.join(60)
        assert not thread.is_alive(), "the monitor did not end"
        for left in [one for one in threading.enumerate() if one.name.startswith("liveact-")]:
            left.join(20)  # cameras that were asleep when the monitor ended
            assert not left.is_alive(), left

    def predictions(self, name: str) -> int:
        ones = [m for m in self.messages if isinstance(m, PredictionMessage)]
        return sum(one.source_id == name for one in ones)

    def _read(self, path: Path) -> Any:
        return parse_config(
            path.read_text(), path.name, environment={}, labels_of=lambda _model: ("even", "odd")
        )

    def _take_over(self, config: Any) -> tuple[str, ...]:
        self.taken_over.append(config)
        return self.awaits_restart

    def _load(self, plan: EnginePlan) -> SharedIndexEngine:
        assert self.loading.wait(20.0)
        if plan.model == "missing":
            raise EngineError("no such model")
        engine = SharedIndexEngine(self.clock, seconds=0.05)
        engine.dies_at_call = 1 if plan.model == "broken" else 5 if self.dying else -1
        self.loaded.append(engine)
        return engine

    def _opener(self, plan: CameraPlan, clock: Clock) -> Callable[[], Source]:
        def open_once() -> Source:
            self.opened.append((plan.name, clock.now()))
            if plan.name in self.refused:
                raise SourceError(self.refused[plan.name], permanent=True)
            return ScriptedSource(clock, range(self.frames.get(plan.name, 10**6)))

        return open_once

    def _take_reload(self) -> bool:
        wanted, self.reload = self.reload, False
        return wanted
