"""Files that users brought themselves."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LocalFile:
    """One file in the user's data folder; nobody can fetch it again."""

    path: Path
    sha256: str
    """Its checksum when it was brought, hexadecimal."""

    @property
    def identity(self) -> str:
        """One word that no other file has."""
        return self.sha256
