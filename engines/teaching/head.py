"""The head: an embedding of the backbone -> logits of the taught labels, in numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.teaching.lesson import unit

_STEEPNESS = 25.0
"""Logits that 'nothing' gains a unit of similarity below the threshold: 0.1 below it, 12 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A regularised linear classifier, calibrated, that knows what it was shown.

    An embedding is made one long and standardised with `mean` and `std`. The last label is
    'nothing': it has a class of its own where footage of it was given, and takes over where
    an embedding is like no example, whatever the classes say.
    """

    labels: tuple[str, ...]
    """'nothing' last."""
    mean: NDArray[np.float32]  # (D,)
    std: NDArray[np.float32]  # (D,)
    weights: NDArray[np.float32]  # (C, D)
    bias: NDArray[np.float32]  # (C,)
    temperature: float
    """Logits are divided by it, so that scores are as sure as validation found them right."""
    prototypes: NDArray[np.float32]  # (P, D), standardised, of length one: the taught examples
    similar_from: float
    """Cosine to the nearest prototype below which an embedding is like none of them."""

    def logits(self, embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
        """Logits (N, C) of embeddings (N, D) as the backbone gives them."""
        standard = self.standardised(embeddings)
        logits = (standard @ self.weights.T + self.bias) / self.temperature
        nearest = (standard @ self.prototypes.T).max(axis=1)
        strange = _STEEPNESS * (self.similar_from - nearest)
        best = logits[:, :-1].max(axis=1)
        logits[:, -1] = np.maximum(logits[:, -1], best + strange)
        return logits.astype(np.float32)

    def standardised(self, embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
        """Embeddings (N, D) on the scale of the training, of length one."""
        return unit((unit(embeddings) - self.mean) / self.std)
