from pathlib import Path

import numpy as np
import pytest
import torch

from engines import EngineError, ProgressEvent, load_engine
from engines.untrained import (
    is_untrained,
    untrained_engine,
    untrained_files,
    untrained_network,
    untrained_spec,
)

MODEL = "conv3d"
"""The smallest architecture."""


def test_what_has_no_weights_has_made_up_labels() -> None:
    assert is_untrained(MODEL)
    assert not is_untrained("i3d.k400")
    labels = untrained_spec(MODEL).labels
    assert (len(labels), labels[0], labels[-1]) == (400, "label 1", "label 400")


def test_the_weights_are_the_same_whenever_they_are_made() -> None:
    one, other = untrained_network(MODEL).state_dict(), untrained_network(MODEL).state_dict()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_the_file_says_what_torch_says(tmp_path: Path) -> None:
    events: list[ProgressEvent] = []
    files = untrained_files(MODEL, tmp_path, ("window", "stream"), events.append)
    assert list(files) == ["window"]  # it has no steps
    assert [event.done for event in events] == [0]
    spec = untrained_spec(MODEL)
    shape = (spec.clip_len, spec.crop_px, spec.crop_px, 3)
    clip = np.random.default_rng(0).integers(0, 256, shape, np.uint8)

    expected = untrained_engine(MODEL, "torch", "fp32", "cpu", "window").infer([clip])

    given = load_engine(files["window"], precision="fp32").infer([clip])
    np.testing.assert_allclose(given, expected, atol=1e-4)


def test_an_unknown_architecture(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="unknown model"):
        untrained_files("tnc", tmp_path, ("stream",))
