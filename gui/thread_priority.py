"""Who goes first where there are more threads than cores: the one that paints."""

import os
import sys
import threading

_NICER = 3
"""Of the usual -20..19; a thread so much nicer gets half the time of one that is not."""


def give_way() -> None:
    """Let the GUI's thread go before this one, and before all threads that this one starts.

    Only Linux has a niceness for each thread, and hands it down; elsewhere nothing changes.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        nicer = os.getpriority(os.PRIO_PROCESS, thread) + _NICER
        os.setpriority(os.PRIO_PROCESS, thread, min(19, nicer))
