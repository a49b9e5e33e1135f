"""What is written beside an int8 graph: how it came to be, and what it is worth."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """What quantising found out."""

    videos: tuple[str, ...]
    """Names of the files whose windows were used, without their folders."""
    calibration_windows: int
    """How many windows the ranges come from."""
    held_out_windows: int
    """How many other windows the rest was measured on."""
    top1_agreement: float
    """Part of those, 0..1, with fp32's best label."""
    relative_difference: float
    """Most that a logit differs from fp32's, as part of the largest one of its window."""
    fp32_ms: float
    """Best time of a call in fp32: a window, a step of a stream, or an early answer after it."""
    int8_ms: float
    """The same in int8, taken in turn with that."""
    measured_on: str
    """The CPU and the OpenVINO of both times."""


@dataclass(frozen=True, slots=True)
class Int8Note:
    """All that is known of an int8 graph."""

    model: str
    """Name of the model, for people."""
    model_sha256: str
    """Of the exported file that was quantised."""
    footage_sha256: str
    """Of the videos, by their bytes."""
    versions: tuple[str, ...]
    """Of the libraries that quantised it, as in `nncf 3.4.0`."""
    files_sha256: tuple[str, ...]
    """Of the graph's two files."""
    measured: Measured

    def to_json(self) -> str:
        """The whole note as one JSON object."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Int8Note":
        """The inverse of `to_json`; `ValueError`, `TypeError` or `KeyError` for anything else."""
        fields: dict[str, Any] = json.loads(text)
        measured = dict(fields["measured"])
        measured["videos"] = tuple(measured["videos"])
        for name in ("versions", "files_sha256"):
            fields[name] = tuple(fields[name])
        return cls(**{**fields, "measured": Measured(**measured)})
