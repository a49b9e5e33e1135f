"""Plain values as TOML. The standard library reads it and does not write it."""

import json
import re
from collections.abc import Mapping
from typing import Any


def to_toml(values: Mapping[str, Any]) -> str:
    """The text of a table of strings, numbers, lists and tables; None is left out."""
    return "\n".join(_table(values, "")).lstrip("\n") + "\n"


def _table(values: Mapping[str, Any], path: str) -> list[str]:
    """The lines of a table and of those in it; tables come last, as TOML wants it."""
    lines = [
        f"{_key(key)} = {_value(value)}"
        for key, value in values.items()
        if value is not None and not _is_table(value) and not _is_tables(value)
    ]
    for key, value in values.items():
        name = f"{path}.{_key(key)}" if path else _key(key)
        if _is_table(value) and value:
            lines += [f"\n[{name}]", *_table(value, name)]
        elif _is_tables(value):
            for one in value:
                lines += [f"\n[[{name}]]", *_table(one, name)]
    return lines


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    is_list = isinstance(value, list | tuple) and len(value) > 0
    return is_list and all(isinstance(one, Mapping) for one in value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[a-z_]+", name) else _value(name)


def _value(value: Any) -> str:
    # JSON's numbers, strings and lists of them are TOML's too, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
