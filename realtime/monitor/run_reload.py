"""A new configuration is read and prepared beside everything that runs."""

import logging
import threading
from collections.abc import Callable

from engines import EngineError
from realtime.errors import SettingsError
from realtime.monitor.config import MonitorConfig
from realtime.redact import redact

logger = logging.getLogger(__name__)


class Reload:
    """Reads a file and loads what its cameras need, which may take minutes, in a thread."""

    def __init__(self, prepare: Callable[[], MonitorConfig]) -> None:
        """Begin.

        Args:
            prepare: reads the file and makes everything ready for its cameras; raises
                `SettingsError` or `EngineError` where they cannot be had.
        """
        self._prepare = prepare
        self.config: MonitorConfig | None = None
        """What to take over; None where that is not possible."""
        self.problem = ""
        """Why nothing is taken over."""
        self._thread = threading.Thread(target=self._run, name="liveact-reload", daemon=True)
        self._thread.start()

    def wait(self, timeout_seconds: float) -> bool:
        """Whether it is over after so long (real time)."""
        self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.config = self._prepare()
        except (SettingsError, EngineError) as error:
            self.problem = str(error)
        except Exception as error:  # the old configuration runs on, whatever it is
            self.problem = redact(f"{type(error).__name__}: {error}")
            logger.debug("unforeseen", exc_info=error)
