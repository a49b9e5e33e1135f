"""On which line of a TOML file each key stands.

`tomllib` forgets it, and so do the libraries that keep a file's layout (tomlkit has no positions).
The text is valid TOML here, so it is enough to cut it into statements; names are read by `tomllib`.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

Place = tuple[str | int, ...]
"""The way to a value: keys of tables and indices of arrays, as in `("cameras", 0, "url")`."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\]{}=\n]",
    re.DOTALL,
)


class Lines:
    """Answers where a place stands, as near as the text says it."""

    def __init__(self, text: str) -> None:
        """Read a text that `tomllib` has accepted."""
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        table: Place = ()
        for number, head in _statements(text):
            if head.startswith("["):
                table = self._table(head)
                self._lines.setdefault(table, number)
            else:
                names = _names(f"{head} = 0")
                for end in range(1, len(names) + 1):
                    self._lines.setdefault((*table, *names[:end]), number)

    def line(self, place: Sequence[str | int]) -> int:
        """The line of a value, else of what holds it; 1 where nothing does."""
        for end in range(len(place), 0, -1):
            found = self._lines.get(tuple(place[:end]))
            if found is not None:
                return found
        return 1

    def _table(self, head: str) -> Place:
        """The place of a header, with the index of each array of tables in it."""
        place: Place = ()
        names = _names(head)
        for depth, name in enumerate(names, start=1):
            place = (*place, name)
            if depth == len(names) and head.startswith("[["):
                self._counts[place] = self._counts.get(place, -1) + 1
            if place in self._counts:
                place = (*place, self._counts[place])
        return place


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Line and head (a header, or the key before its `=`) of each statement."""
    depth, start, head_end, line = 0, 0, -1, 1
    for token in [*_TOKEN.finditer(text), None]:
        shown = token[0] if token else "\n"
        end = token.start() if token else len(text)
        if shown == "=" and depth == 0 and head_end < 0:
            head_end = end
        elif shown in ("[", "{"):
            depth += 1
        elif shown in ("]", "}"):
            depth -= 1
        elif shown.startswith("#") and head_end < 0:
            head_end = end
        elif shown == "\n" and depth == 0:
            head = text[start : head_end if head_end >= 0 else end].strip()
            if head:
                yield line, head
            line += text.count("\n", start, end + 1)
            start, head_end = end + 1, -1


def _names(header_or_pair: str) -> list[str]:
    """The dotted names of a header or of `key = 0`."""
    value: Any = tomllib.loads(header_or_pair)
    names: list[str] = []
    while isinstance(value, dict | list) and value:
        if isinstance(value, list):
            value = value[0]
            continue
        ((name, value),) = value.items()
        names.append(name)
    return names
