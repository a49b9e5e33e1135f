"""Answers pip's question about a source distribution without running anything of it.

`pip download` wants to know a package's name even where it only stores the archive, and would
install a build system and run the package's own `setup.py` to ask. `pip_client` puts a copy of
this file in the place of that build system (PEP 517), so no code of the package runs and
nothing else is fetched. It uses the standard library only and knows the answer from the
environment.
"""

import os
from pathlib import Path

NAME_VARIABLE = "LIVEACT_PIP_NAME"
VERSION_VARIABLE = "LIVEACT_PIP_VERSION"


def get_requires_for_build_wheel(_config_settings: object = None) -> list[str]:
    """Nothing is needed to build what is never built."""
    return []


def prepare_metadata_for_build_wheel(folder: str, _config_settings: object = None) -> str:
    """Write the two facts that pip checks; gives the name of the folder they lie in."""
    name, version = os.environ[NAME_VARIABLE], os.environ[VERSION_VARIABLE]
    info = Path(folder, f"{name.replace('-', '_')}-{version}.dist-info")
    info.mkdir()
    facts = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(facts, encoding="utf-8")
    return info.name


class __legacy__:
    """The same under the name that pip asks for where a package has no `pyproject.toml`."""

    get_requires_for_build_wheel = staticmethod(get_requires_for_build_wheel)
    prepare_metadata_for_build_wheel = staticmethod(prepare_metadata_for_build_wheel)
