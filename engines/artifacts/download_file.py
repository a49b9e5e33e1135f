"""Files that their makers publish at an address of their own."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from engines.errors import ArtifactError

_FEWEST_DIGITS = 8
_LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """One published file, pinned by the checksum that its makers give."""

    url: str
    """Where it lies, `https://…`."""
    sha256_prefix: str
    """The first hexadecimal digits of its checksum, lower case; file names carry 8 of them."""
    bytes: int | None = None
    """Its size where its makers give it."""

    def __post_init__(self) -> None:
        """Refuse what others on the network could change on its way."""
        address = urlsplit(self.url)
        if address.scheme != "https" and address.hostname not in _LOOPBACK:
            raise ArtifactError(f"{self.url}: weights are fetched over https:// only")
        if len(self.sha256_prefix) < _FEWEST_DIGITS:
            raise ArtifactError(
                f"{self.url}: {self.sha256_prefix!r} given as its checksum, at least "
                f"{_FEWEST_DIGITS} digits are needed"
            )

    @property
    def title(self) -> str:
        """What it is, for people."""
        return self.file_name

    @property
    def release(self) -> str:
        """One word for it that fits into a file name."""
        return self.file_name

    @property
    def identity(self) -> str:
        """One word that no other file has."""
        return f"{self.file_name} {self.sha256_prefix}"

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(urlsplit(self.url).path).name
