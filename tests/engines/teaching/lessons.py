"""Lessons of points in space: each label around a direction of its own."""

import numpy as np
from numpy.typing import NDArray

from engines.teaching.lesson import NOTHING, Lesson, TaughtExample

SIZE = 256


def direction(number: int) -> NDArray[np.float32]:
    """Features that are often small and sometimes large, as those after a ReLU."""
    return np.random.default_rng((7, number)).gamma(0.5, size=SIZE).astype(np.float32)


def showing(label: str, number: int, recording: str, *, seed: int, views: int = 2) -> TaughtExample:
    """An example whose views lie around a direction."""
    noise = np.random.default_rng(seed).gamma(0.5, scale=0.5, size=(views, SIZE))
    embeddings = (direction(number) + noise).astype(np.float32)
    return TaughtExample(label, recording, 0.0, 2.0, embeddings)


def lesson(labels: int = 2, recordings: int = 3, examples: int = 2, nothing: int = 4) -> Lesson:
    """`labels` actions, each shown in its own recordings, and footage without any."""
    made = [
        showing(f"action {label}", label, f"r{label}-{take}", seed=100 * label + 10 * take + n)
        for label in range(labels)
        for take in range(recordings)
        for n in range(examples)
    ]
    made += [showing(NOTHING, 20 + n, f"n{n}", seed=5000 + n) for n in range(nothing)]
    return Lesson(tuple(made))
