"""The figures of a benchmark as a picture.

Painted with OpenCV, which every install has: its letters are plain, a plotting library would be 30
MB for one picture.
"""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.artifacts import atomic_path
from engines.bench_row import BenchRow
from engines.errors import EngineError

_Colour = tuple[int, int, int]
_PAPER, _INK, _PALE = (255, 255, 255), (48, 40, 32), (150, 140, 130)
_BARS: dict[str, _Colour] = {"window": (176, 114, 43), "stream": (90, 160, 60)}
"""Blue, green, red."""
_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 1000, 330, 250, 46, 78
_FONT = cv2.FONT_HERSHEY_SIMPLEX


def check_chart_place(path: Path) -> None:
    """Refuse a name that no chart can have, before an hour of measuring; `EngineError`."""
    if path.suffix.lower() != ".png":
        raise EngineError(f"{path}: a chart is a PNG picture; give a name that ends in .png")
    if not path.absolute().parent.is_dir():
        raise EngineError(f"{path}: its folder does not exist; make it first")


def write_chart(rows: Sequence[BenchRow], path: Path) -> None:
    """Write `painted_chart` as a PNG file.

    Raises:
        EngineError: The file cannot be written.
    """
    coded, png = cv2.imencode(".png", painted_chart(rows))
    try:
        with atomic_path(path) as unfinished:
            unfinished.write_bytes(png.tobytes() if coded else b"")
    except OSError as error:
        raise EngineError(f"{path}: cannot be written ({error.strerror})") from error


def painted_chart(rows: Sequence[BenchRow]) -> NDArray[np.uint8]:
    """A bar for what a prediction costs each engine, uint8 (H, 1000, 3) in B, G, R."""
    picture = np.full((_TOP + _ROW * len(rows) + 20, _WIDTH, 3), _PAPER, np.uint8)
    first = rows[0]
    _write(picture, f"{first.model}, {first.clip}: ms per prediction", (20, 34), _INK, 0.7)
    _write(picture, "median; thin line: 19 of 20 calls. Less is better.", (20, 60), _PALE, 0.5)
    longest = max(row.p95_ms for row in rows)
    for number, row in enumerate(rows):
        _paint_row(picture, row, _TOP + number * _ROW, (_WIDTH - _LEFT - _RIGHT) / longest)
    return picture


def _paint_row(picture: NDArray[np.uint8], row: BenchRow, top: int, px_per_ms: float) -> None:
    middle, colour = top + _ROW // 2, _BARS[row.mode]
    median, slow = (_LEFT + round(ms * px_per_ms) for ms in (row.p50_ms, row.p95_ms))
    name = f"{row.runtime} {row.precision}{' stream' if row.mode == 'stream' else ''}"
    _write(picture, name, (20, middle + 6), _INK, 0.55)
    cv2.rectangle(picture, (_LEFT, top + 8), (max(median, _LEFT + 1), top + _ROW - 8), colour, -1)
    cv2.line(picture, (median, middle), (slow, middle), _PALE, 2, cv2.LINE_AA)
    _write(picture, _figures(row), (max(median, slow) + 10, middle + 6), _INK, 0.55)


def _figures(row: BenchRow) -> str:
    faster = "" if row.speedup_vs_torch is None else f"  {row.speedup_vs_torch:.1f}x torch"
    return f"{row.p50_ms:.0f} ms{faster}"


def _write(
    picture: NDArray[np.uint8], text: str, place: tuple[int, int], colour: _Colour, size: float
) -> None:
    cv2.putText(picture, text, place, _FONT, size, colour, 1, cv2.LINE_AA)
