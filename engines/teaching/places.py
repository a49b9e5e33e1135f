"""Where taught models lie, and which names mean one."""

from pathlib import Path

from engines.artifacts import data_dir

ENDING = ".taught"


def taught_place(name: str) -> Path:
    """Where a taught model of this name lies."""
    return data_dir() / "taught" / f"{name}{ENDING}"


def taught_names() -> list[str]:
    """The taught models of this user, sorted."""
    return sorted(path.stem for path in taught_place("").parent.glob(f"*{ENDING}") if path.stem)


def find_taught(model: str | Path) -> Path | None:
    """The file of a taught model by its name or path; None where something else is meant."""
    path = Path(model)
    if path.suffix == ENDING:
        return path
    if len(path.parts) != 1 or not path.name:
        return None
    place = taught_place(path.name)
    return place if place.is_file() else None
