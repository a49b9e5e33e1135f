"""Files that their makers publish at an address of their own."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """One published file, pinned by the checksum that its makers give."""

    url: str
    """Where it lies, `https://…`."""
    sha256_prefix: str
    """The first hexadecimal digits of its checksum, lower case; file names carry 8 of them."""
    bytes: int | None = None
    """Its size where its makers give it."""

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(urlsplit(self.url).path).name
