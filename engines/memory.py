"""Not enough memory, said in one line whatever the runtime calls it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from engines.errors import OutOfMemoryError

_SIGNS = re.compile("can't allocate memory|failed to allocate|bad_alloc|bad allocation|of memory")
"""Parts of what torch, OpenVINO and C++ say of it, in lower case."""


@contextmanager
def memory_errors(what: str) -> Iterator[None]:
    """Turn a lack of memory into one `OutOfMemoryError`; other errors pass.

    Args:
        what: What needs it, for people: `i3d.k400 on 64 frames`.
    """
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        text = str(error).lower()
        if not isinstance(error, MemoryError) and not _SIGNS.search(text):
            raise
        raise OutOfMemoryError(
            f"{what}: not enough memory; close other programs, or take fewer cameras, "
            "shorter clips, another precision or a smaller model"
        ) from error
