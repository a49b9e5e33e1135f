"""A made-up camera whose frames tell their number, and that fails on command."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from realtime.clock import Clock, StopSignal
from realtime.errors import SourceError
from realtime.frame import Frame
from realtime.sources.faults import FaultPlan
from realtime.sources.options import SourceOptions
from realtime.sources.painted import paint_index


class SyntheticCamera:
    """What goes on when a connection breaks: the camera itself, with its clock and its faults.

    Live, it films on while nobody is connected; offline, it waits.
    """

    def __init__(
        self,
        plan: FaultPlan,
        clock: Clock,
        options: SourceOptions,
        *,
        offline: bool = False,
        source_id: str = "synthetic:",
    ) -> None:
        """A camera that starts with its first connection."""
        self.plan = plan
        self.clock = clock
        self.options = options
        self.offline = offline
        self.source_id = source_id
        self.started: float | None = None
        """When frame 0 was taken, on the clock."""
        self.next_number = 0
        """The frame that comes next."""
        self.breaks = list(plan.disconnect)
        """Disconnections that are still to come."""
        self._backgrounds: dict[tuple[int, int], NDArray[np.uint8]] = {}

    def connect(self) -> "SyntheticSource":
        """A new connection, from the frame of this moment on."""
        now = self.clock.now()
        if self.started is None:
            self.started = now
        if not self.offline:
            while self.plan.time_of(self.next_number) < now - self.started:
                self.next_number += 1
        return SyntheticSource(self)

    def picture(self, number: int) -> NDArray[np.uint8]:
        """The frame uint8 (H, W, 3), the caller's to keep."""
        width, height = self.plan.size_of(number)
        background = self._backgrounds.get((width, height))
        if background is None:
            background = self._backgrounds[width, height] = _background(width, height)
        image = background.copy()
        paint_index(image, self.plan.shown_in(number))
        return image


class SyntheticSource:
    """One connection to a `SyntheticCamera`."""

    def __init__(self, camera: SyntheticCamera) -> None:
        """Connect; always succeeds."""
        self._camera = camera
        self._closed = StopSignal(camera.clock)
        self._drops: Counter[str] = Counter()
        self._index = 0

    @property
    def is_live(self) -> bool:
        """Whether frames come in their own time."""
        return not self._camera.offline

    @property
    def drops(self) -> Mapping[str, int]:
        """`damaged`: the frames that were to be corrupt."""
        return dict(+self._drops)

    def read(self) -> Frame | None:
        """The next frame, when it is due; None at the end."""
        camera, plan = self._camera, self._camera.plan
        asked_at = camera.clock.now()
        while True:
            number = camera.next_number
            if plan.is_over(number):
                return None
            self._break_off_before(number)
            self._wait_until_due(number, asked_at)
            camera.next_number += 1
            index, self._index = self._index, self._index + 1
            loss = plan.loss_of(number)
            if loss is None:
                return self._frame(number, index)
            self._drops["damaged"] += loss == "damaged"

    def close(self) -> None:
        """Hang up; a reader that waits is woken."""
        self._closed.set()

    def _frame(self, number: int, index: int) -> Frame:
        camera = self._camera
        return Frame(
            image=camera.picture(number),
            pts_seconds=camera.plan.pts(number),
            wall_time=camera.clock.wall(),
            index=index,
            source_id=camera.source_id,
        )

    def _break_off_before(self, number: int) -> None:
        breaks = self._camera.breaks
        if breaks and breaks[0] <= number:
            breaks.pop(0)
            raise SourceError(f"{self._camera.source_id}: disconnected before frame {number}")

    def _wait_until_due(self, number: int, asked_at: float) -> None:
        """Sleep until a frame arrives, but no longer than a reader's patience."""
        camera = self._camera
        if camera.offline or camera.started is None:
            return
        now = camera.clock.now()
        patience_seconds = camera.options.read_timeout_seconds
        left_seconds = asked_at + patience_seconds - now
        wait_seconds = camera.started + camera.plan.due(number) - now
        self._closed.sleep(min(wait_seconds, left_seconds))
        if wait_seconds > left_seconds:
            raise SourceError(f"{camera.source_id}: no frame for {patience_seconds:g} s")


def _background(width: int, height: int) -> NDArray[np.uint8]:
    """A soft colour gradient (H, W, 3), so that pictures are not flat."""
    image = np.empty((height, width, 3), np.uint8)
    image[..., 0] = np.linspace(40, 120, width, dtype=np.uint8)
    image[..., 1] = np.linspace(60, 140, height, dtype=np.uint8)[:, None]
    image[..., 2] = 100
    return image
