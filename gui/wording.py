"""What the rooms below say, in the language of the window.

They say it in English, for terminals, logs and files, and know of no other language. Single words,
such as states, are listed here; every longer text is known by its form, of which
`python -m tests.translations` takes the list out of the code.
"""

import re
from functools import cache, lru_cache
from string import Formatter

from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.language import FOLDER, translate
from realtime import StreamState
from realtime.snapshot import DropCounts
from realtime.transcript import UNKNOWN_SIGN, Gloss


def _texts(*texts: object) -> tuple[str, ...]:
    return tuple(map(str, texts))


_STATES = {
    StreamState.CONNECTING: str(QT_TRANSLATE_NOOP("Wording", "connecting …")),
    StreamState.LIVE: str(QT_TRANSLATE_NOOP("Wording", "live")),
    StreamState.STALLED: str(QT_TRANSLATE_NOOP("Wording", "stalled")),
    StreamState.FROZEN: str(QT_TRANSLATE_NOOP("Wording", "frozen picture")),
    StreamState.RECONNECTING: str(QT_TRANSLATE_NOOP("Wording", "reconnecting")),
    StreamState.ENDED: str(QT_TRANSLATE_NOOP("Wording", "ended")),
}
DROP_STAGES = _texts(
    QT_TRANSLATE_NOOP("Wording", "capture"),
    QT_TRANSLATE_NOOP("Wording", "ring"),
    QT_TRANSLATE_NOOP("Wording", "engine"),
)
DROP_REASONS = _texts(
    QT_TRANSLATE_NOOP("Wording", "backlog"),
    QT_TRANSLATE_NOOP("Wording", "busy"),
    QT_TRANSLATE_NOOP("Wording", "damaged"),
    QT_TRANSLATE_NOOP("Wording", "gap"),
    QT_TRANSLATE_NOOP("Wording", "late"),
    QT_TRANSLATE_NOOP("Wording", "no engine"),
    QT_TRANSLATE_NOOP("Wording", "overwritten"),
    QT_TRANSLATE_NOOP("Wording", "surplus"),
)
_REASONS = _texts(
    QT_TRANSLATE_NOOP("Wording", "stopped"),
    QT_TRANSLATE_NOOP(
        "Wording",
        "internal error, please report it with Help > About > Copy diagnostics: {what}",
    ),
)
_SYSTEM = _texts(
    QT_TRANSLATE_NOOP("Wording", "Address already in use"),
    QT_TRANSLATE_NOOP("Wording", "Connection refused"),
    QT_TRANSLATE_NOOP("Wording", "Connection reset by peer"),
    QT_TRANSLATE_NOOP("Wording", "Connection timed out"),
    QT_TRANSLATE_NOOP("Wording", "Device or resource busy"),
    QT_TRANSLATE_NOOP("Wording", "File exists"),
    QT_TRANSLATE_NOOP("Wording", "File name too long"),
    QT_TRANSLATE_NOOP("Wording", "Input/output error"),
    QT_TRANSLATE_NOOP("Wording", "Invalid argument"),
    QT_TRANSLATE_NOOP("Wording", "Invalid data found when processing input"),
    QT_TRANSLATE_NOOP("Wording", "Is a directory"),
    QT_TRANSLATE_NOOP("Wording", "Name or service not known"),
    QT_TRANSLATE_NOOP("Wording", "Network is unreachable"),
    QT_TRANSLATE_NOOP("Wording", "No route to host"),
    QT_TRANSLATE_NOOP("Wording", "No space left on device"),
    QT_TRANSLATE_NOOP("Wording", "No such device"),
    QT_TRANSLATE_NOOP("Wording", "No such file or directory"),
    QT_TRANSLATE_NOOP("Wording", "Not a directory"),
    QT_TRANSLATE_NOOP("Wording", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Wording", "Permission denied"),
    QT_TRANSLATE_NOOP("Wording", "Read-only file system"),
    QT_TRANSLATE_NOOP("Wording", "Temporary failure in name resolution"),
    QT_TRANSLATE_NOOP("Wording", "Too many open files"),
    QT_TRANSLATE_NOOP("Wording", "[Errno {number}] {reason}: {file}"),
    QT_TRANSLATE_NOOP("Wording", "[Errno {number}] {reason}"),
)
"""What Linux and FFmpeg say of a file or a connection that cannot be had."""
_JOINTS = _texts(
    QT_TRANSLATE_NOOP("Wording", ": "),
    QT_TRANSLATE_NOOP("Wording", "; "),
    QT_TRANSLATE_NOOP("Wording", ", "),
    QT_TRANSLATE_NOOP("Wording", " and "),
)
"""Between a name and what is the matter with it, between parts of a message."""
_CHOICE = re.compile(r"('[^']*'|[^\s']+)( or ('[^']*'|[^\s']+))+")
"""Names, of which one may be meant."""
_TEXTS_BELOW = FOLDER / "texts_below.txt"


def state_text(state: StreamState) -> str:
    """Where a stream stands, in a word or two."""
    return translate("Wording", _STATES[state])


def gloss_text(gloss: Gloss) -> str:
    """A sign as it is read; where it is not known, that, in the window's language."""
    return gloss.label or translate("Wording", UNKNOWN_SIGN)


def local_text(said: object) -> str:
    """What a room below says, such as an error, in the window's language.

    Its parts are looked for too: the reason within an error, an error behind the name of its file.
    What nobody here wrote, names above all, stays as it is.
    """
    text = str(said)
    if (known := _recognised(text)) is not None:
        form, values = known
        filled_in = {name: local_text(value) for name, value in values.items()}
        return translate("Wording", form).format(**filled_in)
    if _CHOICE.fullmatch(text) is not None:
        return text.replace(" or ", translate("Wording", " or "))
    for joint in _JOINTS:
        parts = text.split(joint)
        if len(parts) > 1 and (told := [local_text(part) for part in parts]) != parts:
            return translate("Wording", joint).join(told)
    return text


def drops_text(drops: DropCounts) -> str:
    """What was lost, as `3 capture (late), 2 engine (busy)`; `none` where nothing was."""
    losses = [
        translate("Wording", "{count} {stage} ({reason})").format(
            count=count, stage=translate("Wording", stage), reason=translate("Wording", reason)
        )
        for stage, reasons in drops.items()
        for reason, count in reasons.items()
        if count
    ]
    return translate("Wording", ", ").join(losses) or translate("Wording", "none")


@cache
def _forms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those of the rooms below and of the system, each with what stands between its places.

    The ones that say most come first.
    """
    below = _TEXTS_BELOW.read_text(encoding="utf-8").splitlines()
    texts = (*below, *_REASONS, *_SYSTEM)
    forms = [(text, tuple(literal for literal, *_ in Formatter().parse(text))) for text in texts]
    return tuple(sorted(forms, key=lambda form: -sum(map(len, form[1]))))


@lru_cache(maxsize=256)
def _recognised(text: str) -> tuple[str, dict[str, str]] | None:
    """The form of a text and what is filled in; None for what nobody here wrote.

    Rather one that is filled in with no `; ` inside: that mostly parts two texts.
    """
    near = [form for form, literals in _forms() if all(one in text for one in literals)]
    for within in ("(?:(?!; ).)*?", ".*?"):
        for form in near:
            match = re.fullmatch(_pattern(form, within), text, re.DOTALL)
            if match is not None:
                return form, match.groupdict()
    return None


def _pattern(form: str, within: str) -> str:
    """What a text of a form matches; what is filled in inside of it matches `within`."""
    pieces = [(literal, name) for literal, name, *_ in Formatter().parse(form)]
    pattern = ""
    for number, (literal, name) in enumerate(pieces, 1):
        is_inside = (number > 1 or literal) and number < len(pieces)
        place = f"(?P<{name}>{within if is_inside else '.*?'})" if name else ""
        pattern += re.escape(literal) + place
    return pattern
