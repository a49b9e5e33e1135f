"""Writes pictures beside the window, in a thread of its own."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines import ArtifactError, atomic_path
from gui.errors import unforeseen_text
from gui.thread_priority import give_way

logger = logging.getLogger(__name__)

_JOIN_SECONDS = 10.0


class SnapshotWriter:
    """Writes one PNG; the window looks from time to time whether it is done."""

    def __init__(self, path: Path, make: Callable[[], NDArray[np.uint8]]) -> None:
        """Begin at once.

        Args:
            path: of the file, ending with `.png`.
            make: gives the picture uint8 (H, W, 3) RGB, in the writer's thread.
        """
        self.path = path
        self.failure = ""
        self._make = make
        self._thread = threading.Thread(target=self._run, name="liveact-snapshot", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether the file is there, or the reason why not."""
        return not self._thread.is_alive()

    def close(self) -> None:
        """Wait for the file."""
        self._thread.join(_JOIN_SECONDS)

    def _run(self) -> None:
        give_way()
        try:
            _, png = cv2.imencode(".png", cv2.cvtColor(self._make(), cv2.COLOR_RGB2BGR))
            with atomic_path(self.path) as unfinished:
                unfinished.write_bytes(png.tobytes())
        except ArtifactError as error:
            self.failure = str(error)
        except BaseException as error:  # top of a thread; `failure` tells it
            logger.debug("unforeseen", exc_info=error)
            self.failure = unforeseen_text(error)
