"""Secrets that a configuration names instead of holding them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from realtime.monitor.config_lines import Place

_PLACEHOLDER = re.compile(r"\$\{(file:)?([^}]*)\}")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")

Tell = Callable[[Place, str], None]
"""Gets each secret that is missing: where it is wanted, and what is wrong."""


def filled_in(value: Any, environment: Mapping[str, str], tell: Tell, place: Place = ()) -> Any:
    """The values with `${NAME}`, `${file:/path}` and `file:/path` replaced by what they name.

    A user or password within an address is percent-encoded, unless it is already.
    """
    if isinstance(value, dict):
        return {key: filled_in(one, environment, tell, (*place, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [
            filled_in(one, environment, tell, (*place, number)) for number, one in enumerate(value)
        ]
    return _text(value, environment, tell, place) if isinstance(value, str) else value


def _text(text: str, environment: Mapping[str, str], tell: Tell, place: Place) -> str:
    if text.startswith("file:/") and not text.startswith("file://"):
        return _read(text.removeprefix("file:"), tell, place)
    login_end = text.rfind("@") if "://" in text else -1

    def replace(match: re.Match[str]) -> str:
        if match[1]:
            secret = _read(match[2], tell, place)
        else:
            secret = _from_environment(match[2], environment, tell, place)
        in_login = match.start() < login_end and not _ENCODED.search(secret)
        return quote(secret, safe="") if in_login else secret

    return _PLACEHOLDER.sub(replace, text)


def _from_environment(name: str, environment: Mapping[str, str], tell: Tell, place: Place) -> str:
    if name not in environment:
        tell(place, f"${{{name}}} given; set the environment variable {name or '(no name)'}")
    return environment.get(name, "")


def _read(path: str, tell: Tell, place: Place) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text"
        tell(place, f"the file {path} cannot be read ({reason}); it is to hold the secret")
        return ""
