"""What the rooms below say in words of a closed set, in the language of the window.

They say it in English, for terminals, logs and files. What is not known here, such as the text of
an error, stays as it is.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.language import translate
from realtime import StreamState
from realtime.snapshot import DropCounts


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
_REASONS = _texts(
    QT_TRANSLATE_NOOP("Wording", "stopped"),
    QT_TRANSLATE_NOOP("Wording", "no frame for {n} s"),
    QT_TRANSLATE_NOOP("Wording", "the picture has not changed for {n} s"),
    QT_TRANSLATE_NOOP("Wording", "the end of the video"),
    QT_TRANSLATE_NOOP("Wording", "the end of the video; damaged or missing frames: {n}"),
)
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
_STAGES = _texts(
    QT_TRANSLATE_NOOP("Wording", "loading the engine"),
    QT_TRANSLATE_NOOP("Wording", "loading the backbone"),
    QT_TRANSLATE_NOOP("Wording", "looking at the examples"),
    QT_TRANSLATE_NOOP("Wording", "training"),
    QT_TRANSLATE_NOOP("Wording", "opening the video"),
    QT_TRANSLATE_NOOP("Wording", "another liveact is fetching {what}"),
    QT_TRANSLATE_NOOP("Wording", "fetching {what} again"),
    QT_TRANSLATE_NOOP("Wording", "fetching {what}"),
    QT_TRANSLATE_NOOP("Wording", "unpacking {what}"),
    QT_TRANSLATE_NOOP("Wording", "building {what}"),
    QT_TRANSLATE_NOOP("Wording", "comparing fp32 and bf16 on this CPU"),
    QT_TRANSLATE_NOOP("Wording", "comparing the CPU and the Intel GPU"),
    QT_TRANSLATE_NOOP("Wording", "comparing windows and streams on this CPU"),
)
FILES = _texts(
    QT_TRANSLATE_NOOP("Wording", "the I3D weights"),
    QT_TRANSLATE_NOOP("Wording", "the demo clip"),
)
_ADVICE = _texts(
    QT_TRANSLATE_NOOP("Wording", "{one} and {two} look alike: add 3 examples of each"),
    QT_TRANSLATE_NOOP(
        "Wording", "{one} was missed: add 3 examples of it, from other places and people"
    ),
    QT_TRANSLATE_NOOP(
        "Wording", "{one} was seen where nothing was: add footage of {two} like that"
    ),
    QT_TRANSLATE_NOOP("Wording", "{one}: record it again another time, else nobody can measure it"),
    QT_TRANSLATE_NOOP("Wording", "{one}: {n} examples or more make it surer"),
    QT_TRANSLATE_NOOP(
        "Wording", "no {one} given: add ordinary footage in which none of them happens"
    ),
)
_LICENCES = _texts(
    QT_TRANSLATE_NOOP("Wording", "the user's own, on {model}: {licence}"),
    QT_TRANSLATE_NOOP("Wording", "not stated"),
)


def state_text(state: StreamState) -> str:
    """Where a stream stands, in a word or two."""
    return translate("Wording", _STATES[state])


def reason_text(reason: str) -> str:
    """Why a stream is in its state."""
    return _translated(reason, _REASONS)


def stage_text(stage: str) -> str:
    """What is being fetched, built or taught."""
    return _translated(stage, _STAGES)


def advice_text(sentence: str) -> str:
    """What would make a taught model better."""
    return _translated(sentence, _ADVICE)


def licence_text(licence: str) -> str:
    """The licence of a model's weights, as its maker stated it."""
    return _translated(licence, _LICENCES)


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


def _translated(text: str, forms: Sequence[str]) -> str:
    """The text by the first form that it has, which says `{name}` where others say something."""
    for form in forms:
        match = re.fullmatch(_pattern(form), text, re.DOTALL)
        if match is not None:
            said = {name: translate("Wording", one) for name, one in match.groupdict().items()}
            return translate("Wording", form).format(**said)
    return text


def _pattern(form: str) -> str:
    return re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(form))
