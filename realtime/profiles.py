"""Named settings in the user's config folder, for the window and the monitor alike."""

import os
import re
import tomllib
from pathlib import Path

import platformdirs
from pydantic import Field

from engines import ArtifactError, atomic_path
from realtime import toml_text
from realtime.errors import SettingsError
from realtime.rules import DecisionSettings, Settings

CONFIG_VARIABLE = "LIVEACT_CONFIG_DIR"
VERSION = 1
"""Of what is in a file; a program that knows less than a file refuses it."""

SUFFIX = ".toml"
_NAME = re.compile(r"[\w][\w .()+-]{0,63}")


class Profile(Settings):
    """How a stream is cut into windows, what is made of them, and how much of it is shown."""

    step_seconds: float = Field(default=0.32, ge=0.01, le=60)
    """Time between the ends of two windows."""
    top_k: int = Field(default=5, ge=1, le=10)
    """Labels that a view shows."""
    decisions: DecisionSettings = DecisionSettings()


def profiles_dir() -> Path:
    """Where profiles lie; it may not be there yet."""
    given = os.environ.get(CONFIG_VARIABLE)
    usual = platformdirs.user_config_path("liveact", appauthor=False)
    return (Path(given).expanduser().absolute() if given else usual) / "profiles"


def list_profiles() -> list[str]:
    """The names of the saved profiles, in the order of the alphabet."""
    return sorted(path.stem for path in profiles_dir().glob(f"[!.]*{SUFFIX}"))


def load_profile(name_or_path: str) -> Profile:
    """A profile by its name, or by the path of its file (with `.toml` or a slash in it).

    Raises:
        SettingsError: there is none of that name, or something in it is not allowed.
    """
    path = _path_of(name_or_path)
    try:
        return parse_profile(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(_not_there(name_or_path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"profile {name_or_path}: cannot be read: {error}") from error
    except SettingsError as error:
        raise SettingsError(f"profile {name_or_path}: {error}") from error


def parse_profile(text: str) -> Profile:
    """The profile of a text that `to_toml` made or a person wrote; raises `SettingsError`."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"cannot be read: {error}") from error
    version = values.pop("version", VERSION)
    if version != VERSION:
        raise SettingsError(
            f"version {version!r} given, this program reads {VERSION}; "
            "update liveact or save the profile again"
        )
    return Profile.model_validate(values)


def save_profile(name: str, profile: Profile) -> Path:
    """Write a profile under a name, whole or not at all; gives the path of its file.

    Raises:
        SettingsError: the name cannot be one of a file, or the disk refuses it.
    """
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"profile name {name!r} given; 1 to 64 letters, digits, spaces and .-_+() are allowed, "
            "beginning with a letter or digit"
        )
    path = profiles_dir() / f"{name}{SUFFIX}"
    try:
        with atomic_path(path) as unfinished:
            unfinished.write_text(to_toml(profile), encoding="utf-8", newline="\n")
    except ArtifactError as error:
        raise SettingsError(f"profile {name}: {error}") from error
    return path


def to_toml(profile: Profile) -> str:
    """Everything that is set, so that a profile means the same when defaults change."""
    return toml_text.to_toml({"version": VERSION, **profile.model_dump(mode="json")})


def _path_of(name_or_path: str) -> Path:
    is_path = name_or_path.endswith(SUFFIX) or Path(name_or_path).name != name_or_path
    return Path(name_or_path) if is_path else profiles_dir() / f"{name_or_path}{SUFFIX}"


def _not_there(name: str) -> str:
    known = ", ".join(list_profiles())
    if _path_of(name).parent != profiles_dir():
        return f"profile {name}: no such file; check the path"
    there = f"there are: {known}" if known else f"there is none in {profiles_dir()} yet"
    return f"no profile {name!r}; {there}; save one in the window, or give the path of a file"
