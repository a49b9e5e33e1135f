"""What engines said of which frames, in the cache: each answer once, as soon as it is known."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from engines.artifacts import atomic_path, cache_dir


@dataclass(frozen=True, slots=True)
class Said:
    """What an engine said along some frames."""

    logits: NDArray[np.float32]  # (n, S, C), S = 1 for windows
    seconds: NDArray[np.float64]  # (n,) what each answer took


class KeptAnswers:
    """Finds answers of earlier runs, keeps new ones, and counts these."""

    def __init__(self) -> None:
        """Files are looked for and written in the cache, one for each key."""
        self.new = 0
        """Answers that were kept since."""

    def key(self, engine: str, frames: NDArray[np.uint8]) -> str:
        """Of these frames, uint8 (n, H, W, channels), for an engine's fingerprint."""
        digest = hashlib.sha256(engine.encode())
        digest.update(np.ascontiguousarray(frames).data)
        return digest.hexdigest()[:20]

    def find(self, key: str) -> Said | None:
        """What was kept; None where there is nothing, or it is damaged."""
        try:
            with _place(key).open("rb") as raw, np.load(raw, allow_pickle=False) as file:
                return Said(file["logits"], file["seconds"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def keep(self, key: str, said: Said) -> None:
        """Write it, whole or not at all."""
        place = _place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        with atomic_path(place) as unfinished, unfinished.open("wb") as file:
            np.savez_compressed(file, logits=said.logits, seconds=said.seconds)
        self.new += len(said.seconds)


def _place(key: str) -> Path:
    return cache_dir() / "evaluations" / f"{key}.npz"
