"""Reads the labels of a model from a text file, one a line."""

import re
from collections.abc import Sequence
from pathlib import Path

from engines.errors import EngineError

_NUMBERED = re.compile(r"(\d+)[\s,]+(\S.*)")


def read_labels(path: Path) -> tuple[str, ...]:
    """The labels in the order of the file.

    Lines that count themselves from 0 or from 1 lose their numbers: WLASL's class list and
    UCF-101's are written like that.

    Raises:
        EngineError: The file cannot be read, is no text, or a line is empty or there twice.
    """
    lines = [line.strip() for line in _text(path).rstrip().split("\n")]
    labels = _without_numbers(lines)
    first_line: dict[str, int] = {}
    for number, label in enumerate(labels, 1):
        if not label:
            raise EngineError(f"{path}: line {number} is empty; write one label a line")
        if label in first_line:
            raise EngineError(
                f"{path}: {label!r} is on lines {first_line[label]} and {number}; "
                "labels must differ from each other"
            )
        first_line[label] = number
    return tuple(labels)


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EngineError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise EngineError(f"{path}: not a text in UTF-8; write one label a line") from error
    if not text.strip():
        raise EngineError(f"{path}: it is empty; write one label a line")
    return text


def _without_numbers(lines: Sequence[str]) -> list[str]:
    matches = [match for line in lines if (match := _NUMBERED.fullmatch(line))]
    numbers = [int(match[1]) for match in matches]
    counted = (list(range(len(lines))), list(range(1, len(lines) + 1)))
    return [match[2] for match in matches] if numbers in counted else list(lines)
