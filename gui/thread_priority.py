"""Who goes first where there are more threads than cores: the one that paints."""

import os
import sys
import threading

_NICER = 10
"""Of the usual -20..19; a thread so much nicer gets a tenth of the time of one that is not, and is
interrupted by it at once. What other programs get is another matter: desktops share the cores
between programs before niceness counts."""
_SWITCH_SECONDS = 0.0005
"""How long a thread of Python goes on while another one waits; usually ten times as long."""


def go_first() -> None:
    """Let this thread wait less for the others in Python; once, in the GUI's."""
    sys.setswitchinterval(_SWITCH_SECONDS)


def give_way() -> None:
    """Let the GUI's thread go before this one, and before all threads that this one starts.

    Only Linux has a niceness for each thread, and hands it down; elsewhere nothing changes.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        nicer = os.getpriority(os.PRIO_PROCESS, thread) + _NICER
        os.setpriority(os.PRIO_PROCESS, thread, min(19, nicer))
