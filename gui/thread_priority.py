"""Who goes first where there are more threads than cores: the one that paints."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

import cv2

_Made = TypeVar("_Made")
_NICER = 10
"""Of the usual -20..19; a thread so much nicer gets a tenth of the time of one that is not. Other
programs are another matter: desktops share the cores between programs before niceness counts."""
_SWITCH_SECONDS = 0.0005
"""How long a thread of Python goes on while another one waits; usually ten times as long."""


def go_first() -> None:
    """Let this thread wait less for the others; once, in the GUI's, before there are any."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    # Its other threads spin as they wait, so that the same pictures cost more CPU time in all; each
    # stream's are scaled in its own thread anyway.
    cv2.setNumThreads(1)


def give_way() -> None:
    """Let the GUI's thread go before this one, and before all threads that this one starts.

    They get less time, and as they wake they interrupt nobody. Only Linux has a niceness for each
    thread, and hands it down; elsewhere, or where it is not allowed, nothing changes.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        nicer = os.getpriority(os.PRIO_PROCESS, thread) + _NICER
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, min(19, nicer))
            os.sched_setscheduler(thread, os.SCHED_BATCH, os.sched_param(0))


def made_behind(make: Callable[[], _Made]) -> _Made:
    """What this makes, whose threads give way; it takes no longer than without."""
    with ThreadPoolExecutor(1, "liveact-behind", initializer=give_way) as other:
        return other.submit(make).result()
