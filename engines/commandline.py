"""How the commands of this project start, fail and end."""

import logging
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from engines.errors import EngineError, OutOfMemoryError

if TYPE_CHECKING:
    import typer

LOG_VARIABLE = "LIVEACT_LOG"
_FAILED, _WRONG_USE, _INTERRUPTED = 1, 2, 130
_log = logging.getLogger(__name__)


def run_command(
    app: "typer.Typer",
    *,
    user_errors: tuple[type[Exception], ...] = (),
    run_errors: tuple[type[Exception], ...] = (),
) -> NoReturn:
    """Run the command line of this process and exit: 0 done, 1 failed, 2 wrong use, 130 Ctrl-C.

    Wrong use, `EngineError` and `user_errors` end it with 2, `run_errors` and what nobody
    foresaw with 1, each with one line on standard error and never a traceback. Logs go to
    standard error too, from the level that LIVEACT_LOG names (`debug` shows tracebacks).
    """
    name = app.info.name or "liveact"
    _log_to_stderr(name)
    sys.exit(_exit_code(app, name, (EngineError, *user_errors), run_errors))


def _exit_code(
    app: "typer.Typer",
    name: str,
    user_errors: tuple[type[Exception], ...],
    run_errors: tuple[type[Exception], ...],
) -> int:
    try:
        return _invoke(app, name)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except OutOfMemoryError as error:
        return _complain(name, str(error), _FAILED)
    except MemoryError:
        return _complain(name, "not enough memory; close other programs and try again", _FAILED)
    except user_errors as error:
        return _complain(name, str(error), _WRONG_USE)
    except run_errors as error:
        return _complain(name, str(error), _FAILED)
    except Exception as error:  # noqa: BLE001 - the top of the program; nobody else can tell
        return _unforeseen(name, error)


def _invoke(app: "typer.Typer", name: str) -> int:
    # Imported here, for most of those who import the door run no command.
    import typer

    command = typer.main.get_command(app)
    try:
        outcome = command.main(prog_name=name, standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    sys.stdout.flush()
    return outcome if isinstance(outcome, int) else 0


def _unforeseen(name: str, error: Exception) -> int:
    """Wrong use as typer reports it, or a mistake in this program."""
    # typer's usage errors have no importable base class that is the same in all its versions.
    if hasattr(error, "format_message") and hasattr(error, "ctx"):
        help_line = error.ctx.command_path if error.ctx else name
        message = error.format_message().rstrip(".")
        return _complain(name, f"{message} (see `{help_line} --help`)", _WRONG_USE)
    _log.debug("unforeseen", exc_info=error)
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return _complain(
        name, f"internal error, please report it: {what} ({LOG_VARIABLE}=debug says more)", _FAILED
    )


def _complain(name: str, message: str, code: int) -> int:
    one_line = " ".join(message.split())
    sys.stderr.write(f"{name}: {one_line}\n")
    return code


def _reader_left() -> int:
    # Whoever read our output wants no more of it; the flush at exit must not complain either.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _FAILED


def _log_to_stderr(name: str) -> None:
    level = os.environ.get(LOG_VARIABLE, "warning").upper()
    handler = _StderrHandler()
    handler.setFormatter(logging.Formatter(f"{name}: %(message)s"))
    known = logging.getLevelNamesMapping()
    logging.basicConfig(level=known.get(level, logging.WARNING), handlers=[handler])


class _StderrHandler(logging.Handler):
    """Writes to what is standard error at that moment: a live display may stand in its place."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        sys.stderr.write(self.format(record) + "\n")
