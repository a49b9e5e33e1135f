"""Shows on standard error how long work goes on."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.filesize import decimal
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from engines.artifacts import ProgressEvent

_LINE_EVERY_SECONDS = 5.0


class ProgressLine:
    """A bar on a terminal, a plain line every few seconds anywhere else.

    A context manager that is called with each `ProgressEvent`; nothing is shown before the
    first one, and the bar is gone when the block ends.
    """

    def __init__(
        self, console: Console | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Shows itself on the console (standard error by default); the clock gives seconds."""
        self._console = console or Console(stderr=True)
        self._bar = _Bar(self._console) if self._console.is_terminal else None
        self._lines = _Lines(self._console, clock)

    def __enter__(self) -> "ProgressLine":
        """Ready to be told."""
        return self

    def __call__(self, event: ProgressEvent) -> None:
        """Show this step."""
        (self._bar or self._lines).show(event)

    def __exit__(self, *_error: object) -> None:
        """Leave the terminal as it was."""
        if self._bar:
            self._bar.close()


class _Bar:
    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=28),
            _AmountColumn(),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
            redirect_stdout=False,  # standard output is for results, whoever reads it
        )
        self._stage = ""
        self._task: TaskID | None = None

    def show(self, event: ProgressEvent) -> None:
        if self._task is None or event.stage != self._stage:
            self._task = self._next_stage(event)
        self._progress.update(self._task, completed=event.done, total=event.total)

    def _next_stage(self, event: ProgressEvent) -> TaskID:
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._stage = event.stage
        self._progress.start()
        return self._progress.add_task(event.stage, total=event.total, unit=event.unit)

    def close(self) -> None:
        self._progress.stop()


class _AmountColumn(ProgressColumn):
    """How much of how much, and how fast where it is bytes."""

    def render(self, task: Task) -> Text:
        total = None if task.total is None else int(task.total)
        amount = _amount(int(task.completed), total, task.fields["unit"])
        if task.fields["unit"] == "bytes" and task.speed:
            amount += f"  {decimal(int(task.speed))}/s"
        return Text(amount)


class _Lines:
    def __init__(self, console: Console, clock: Callable[[], float]) -> None:
        self._console = console
        self._clock = clock
        self._stage = ""
        self._began = self._told = 0.0

    def show(self, event: ProgressEvent) -> None:
        now = self._clock()
        is_done = event.done == event.total
        if event.stage != self._stage:
            self._stage, self._began = event.stage, now
            if is_done:  # over before it was worth a line
                return
        elif now - self._told < _LINE_EVERY_SECONDS and not is_done:
            return
        self._told = now
        self._console.print(self._line(event, now), markup=False, highlight=False, soft_wrap=True)

    def _line(self, event: ProgressEvent, now: float) -> str:
        line = event.stage
        amount = _amount(event.done, event.total, event.unit)
        if amount:
            line += f": {amount}"
        if event.total and 0 < event.done < event.total:
            left = (now - self._began) * (event.total - event.done) / event.done
            line += f", about {left:.0f} s left"
        return line


def _amount(done: int, total: int | None, unit: str) -> str:
    """`23.8 MB of 47.2 MB`, `3 of 42 windows`; nothing while there is nothing to say."""
    if unit == "bytes":
        amounts = [decimal(number) for number in (done, total) if number]
        return " of ".join(amounts)
    if total is None:
        return f"{done} {unit}" if done else ""
    return f"{done} of {total} {unit}"
