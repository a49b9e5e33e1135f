"""The engines of a monitor: one for all cameras that want the same."""

import logging
from collections.abc import Callable
from functools import partial

from engines import EngineError, LoadedEngine
from realtime.clock import Clock
from realtime.errors import PipelineError
from realtime.monitor.config_models import EngineTable
from realtime.monitor.config_plans import EnginePlan
from realtime.monitor.run_state import EngineSnapshot
from realtime.redact import redact
from realtime.restarts import RestartSettings
from realtime.sharing import SharedEngine, SharingSettings
from realtime.watching import infer_blank

logger = logging.getLogger(__name__)

LoadEngine = Callable[[EnginePlan], LoadedEngine]


class EnginePool:
    """Loads engines as they are wanted and closes those that no camera wants any more."""

    def __init__(self, load: LoadEngine, clock: Clock) -> None:
        """Nothing is loaded yet."""
        self._load = load
        self._clock = clock
        self._engines: dict[EnginePlan, SharedEngine] = {}
        """Never changed, only replaced: threads look at it."""
        self._leaving: list[SharedEngine] = []
        """Closed while they were in a call, which nothing can interrupt."""
        self._hung: set[EnginePlan] = set()

    def prepare(self, plans: set[EnginePlan], table: EngineTable) -> None:
        """Load what is not there; raises `EngineError` and keeps what was.

        Beside others that run a new one has to be warm before it counts; the first ones warm up
        while their cameras are connected to.
        """
        settings = SharingSettings(
            max_batch=table.max_batch,
            linger_seconds=table.linger_seconds,
            restarts=RestartSettings(max_restarts=table.max_restarts),
            hang_seconds=table.hang_seconds,
        )
        others_run = bool(self._engines)
        for plan in plans - set(self._engines):
            engine = self._load(plan)
            shared = SharedEngine(
                engine,
                partial(self._load, plan),
                settings=settings,
                clock=self._clock,
                warm_up=infer_blank,
            )
            if others_run:
                _refuse_dead(plan, shared)
            self._engines = {**self._engines, plan: shared}
        for shared in self._engines.values():
            shared.tune(settings)

    def engine(self, plan: EnginePlan) -> SharedEngine:
        """One that was prepared."""
        return self._engines[plan]

    def close_unwanted(self, wanted: set[EnginePlan]) -> None:
        """Close all others; no camera may run on them."""
        left = {plan: one for plan, one in self._engines.items() if plan not in wanted}
        self._engines = {plan: one for plan, one in self._engines.items() if plan in wanted}
        self._leaving = [one for one in [*self._leaving, *left.values()] if not one.close(0)]

    def refuse_ended(self) -> None:
        """Raise `PipelineError` where an engine ended for good."""
        for plan, engine in self._engines.items():
            if engine.error is not None:
                raise PipelineError(redact(f"{plan.model}: the engine ended: {engine.error}"))

    def look_for_hangs(self, *, exit_on_hang: bool) -> None:
        """Say once that an engine hangs, and that it answers again.

        Nothing can interrupt its call, so whoever wants another engine needs another process:
        with `exit_on_hang` this raises `PipelineError`.
        """
        for plan, engine in self._engines.items():
            hang = engine.report().hang
            if hang and exit_on_hang:
                raise PipelineError(f"engine {plan.model}: {hang}")
            if hang and plan not in self._hung:
                self._hung.add(plan)
                logger.error("engine %s: %s; nothing is recognised with it", plan.model, hang)
            elif not hang and plan in self._hung:
                self._hung.remove(plan)
                logger.warning("engine %s: it answers again", plan.model)

    def snapshots(self) -> tuple[EngineSnapshot, ...]:
        """How they stand."""
        return tuple(EngineSnapshot(plan, one.report()) for plan, one in self._engines.items())

    def close(self, patience_seconds: float | None = None) -> bool:
        """Close all; false where one was in a call that took longer than that."""
        engines = [*self._engines.values(), *self._leaving]
        for engine in engines:
            engine.close(0)  # all of them at the same time
        all_ended = True
        for engine in engines:
            # Who was waited for once was waited for together with all others.
            all_ended = engine.close(patience_seconds if all_ended else 0) and all_ended
        return all_ended


def _refuse_dead(plan: EnginePlan, engine: SharedEngine) -> None:
    try:
        engine.await_warm_up()
    except PipelineError as error:
        raise EngineError(f"{plan.model} cannot be used: {error}") from error
