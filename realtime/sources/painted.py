"""Paints a number into a picture and reads it back, so that frames can be told apart.

Twenty-five squares in the middle of the picture hold twenty bits and a check. They are so large
that lossy codecs, resizing and a centre crop (7/8 of the shorter side, as models want it) leave
them readable.
"""

import numpy as np
from numpy.typing import NDArray

_GRID = 5
_INDEX_BITS = 20
_CHECK = 31
_PAINTED_SHARE = 0.75
"""Side of the grid as a share of the picture's shorter side."""
_READ_SHARE = 0.80
"""Where the grid is looked for: between its place in a whole picture and in a cropped one (0.86);
the squares are wide enough for both."""
_DARK, _BRIGHT = 90, 165
"""Squares between these grey levels are nobody's."""

_ROWS, _COLUMNS = np.divmod(np.arange(_GRID * _GRID), _GRID)


def paint_index(image: NDArray[np.uint8], index: int) -> None:
    """Paint a number below 2**20 into the middle of a picture (H, W, 3), in place."""
    height, width = image.shape[:2]
    cell = int(min(height, width) * _PAINTED_SHARE) // _GRID
    top, left = (height - cell * _GRID) // 2, (width - cell * _GRID) // 2
    cells = np.array(_bits(index), dtype=np.uint8).reshape(_GRID, _GRID) * np.uint8(255)
    squares = cells.repeat(cell, axis=0).repeat(cell, axis=1)
    image[top : top + cell * _GRID, left : left + cell * _GRID] = squares[..., None]


def painted_index(image: NDArray[np.uint8]) -> int | None:
    """The number painted in a picture (H, W, 3), or None where there is none to read."""
    height, width = image.shape[:2]
    cell = min(height, width) * _READ_SHARE / _GRID
    rows = (height / 2 + (_ROWS - (_GRID - 1) / 2) * cell).astype(int)
    columns = (width / 2 + (_COLUMNS - (_GRID - 1) / 2) * cell).astype(int)
    reach = max(1, int(cell / 8))
    levels = np.array(
        [
            image[row - reach : row + reach, column - reach : column + reach].mean()
            for row, column in zip(rows, columns, strict=True)
        ]
    )
    if np.any((levels > _DARK) & (levels < _BRIGHT)):
        return None
    bits = levels >= _BRIGHT
    index = int(sum(1 << place for place in range(_INDEX_BITS) if bits[place]))
    return index if list(bits) == _bits(index) else None


def _bits(index: int) -> list[bool]:
    """The index, lowest bit first, then a check that is never zero, as black pictures are."""
    index %= 1 << _INDEX_BITS
    number = index | (index % _CHECK + 1) << _INDEX_BITS
    return [bool(number >> place & 1) for place in range(_GRID * _GRID)]
