"""Work in a process of its own, told about by lines of JSON on its standard output.

For work whose libraries take memory that a process never gives back.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engines.errors import EngineError, OutOfMemoryError

_log = logging.getLogger(__name__)
_KILLED = -9
"""How a child ends that the system, or a person, took away (not on Windows)."""


def run_worker(
    module: Sequence[str],
    arguments: Sequence[str | Path],
    what: str,
    told: Callable[[dict[str, Any]], None],
) -> None:
    """Run a command until it ends; it does not outlive this call, Ctrl-C included.

    Args:
        module: The command, as in `python -P -m engines.build`.
        arguments: What follows it.
        what: What it does, for people: `building i3d.k400`.
        told: Called with each JSON object that it says.

    Raises:
        EngineError: What the worker said by `tell(error=…)`, or how it ended otherwise.
    """
    said: list[str] = []
    with _started([*module, *map(str, arguments)]) as child:
        for line in child.stdout or ():
            message = _message(line)
            if "error" in message:
                raise EngineError(message["error"])
            if message:
                told(message)
            elif line.strip():
                said.append(line.strip())
        if child.wait() == 0:
            return
    _log.debug("%s said: %s", what, "\n".join(said))
    if child.returncode == _KILLED:
        raise OutOfMemoryError(
            f"{what}: the system ended it, most likely for want of memory; close other programs "
            "and try again"
        )
    last = said[-1] if said else "it said nothing"
    raise EngineError(f"{what} failed (exit code {child.returncode}): {last}")


def tell(**message: object) -> None:
    """In the worker: say one thing to whoever runs it."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    # It finds exactly the packages that this process finds, and nothing of the current folder.
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path),
        "PYTHONIOENCODING": "utf-8",
    }
    child = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with child:
        try:
            yield child
        finally:
            child.kill()  # does nothing where it has ended


def _message(line: str) -> dict[str, Any]:
    """What a line of the child says, empty where it is of another's making."""
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}
