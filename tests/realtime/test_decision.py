from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from engines import ModelSpec
from realtime.decision import Decider
from realtime.rules import DecisionSettings
from tests.realtime.score_tracks import LABELS, prediction

SPEC = ModelSpec(
    name="three.test",
    labels=LABELS,
    clip_len=4,
    min_clip_len=4,
    frame_rate=10,
    frame_interval=1,
    resize_short_px=8,
    crop_px=8,
    mean=(0, 0, 0),
    std=(1, 1, 1),
)


def test_the_best_smoothed_label_is_the_decision() -> None:
    decider = Decider(SPEC, DecisionSettings(smoothing_seconds=10))
    decider.decide(prediction([0.9, 0.1, 0.0], 3.0))
    decision = decider.decide(prediction([0.1, 0.9, 0.0], 3.1))
    assert decision.label == "wave"
    assert decision.prediction.top(1)[0].label == "clap"
    assert decision.top(1)[0].label == "wave"
    assert decision.score == pytest.approx(float(decision.smoothed.scores[0]))


def test_below_the_threshold_it_is_nothing_i_know() -> None:
    decider = Decider(SPEC, DecisionSettings(smoothing_seconds=0, unknown_below=0.6))
    assert decider.decide(prediction([0.59, 0.2, 0.2], 3.0)).label is None
    assert decider.decide(prediction([0.61, 0.2, 0.2], 3.1)).label == "wave"


def test_a_threshold_of_zero_always_decides() -> None:
    decider = Decider(SPEC, DecisionSettings(unknown_below=0))
    assert decider.decide(prediction([0.02, 0.01, 0.01], 3.0)).label == "wave"


def test_the_background_label_is_nothing_i_know() -> None:
    decider = Decider(replace(SPEC, background_label="walk"), DecisionSettings())
    assert decider.decide(prediction([0.1, 0.0, 0.9], 3.0)).label is None


def test_low_logits_are_nothing_i_know_however_sure_the_scores_are() -> None:
    decider = Decider(replace(SPEC, unknown_below_logit=9.5), DecisionSettings())
    unlike = decider.decide(prediction([0.9, 0.1, 0.0], 3.0))  # logits are ten times the scores
    assert (unlike.label, unlike.is_familiar) == (None, False)
    decider.reset()
    known = decider.decide(prediction([0.96, 0.04, 0.0], 3.1))
    assert (known.label, known.is_familiar) == ("wave", True)


def test_who_wants_a_label_at_any_price_turns_off_both() -> None:
    spec = replace(SPEC, unknown_below_logit=9.5)
    decision = Decider(spec, DecisionSettings(unknown_below=0)).decide(prediction([0.2, 0, 0], 3.0))
    assert (decision.label, decision.is_familiar) == ("wave", True)


def test_a_model_without_a_measured_logit_goes_by_its_scores() -> None:
    decision = Decider(SPEC, DecisionSettings()).decide(prediction([0.6, 0.1, 0.0], 3.0))
    assert (decision.label, decision.is_familiar) == ("wave", True)


def test_after_a_reset_the_past_does_not_count() -> None:
    decider = Decider(SPEC, DecisionSettings(smoothing_seconds=60))
    decider.decide(prediction([1, 0, 0], 3.0))
    decider.reset()
    assert decider.decide(prediction([0, 1, 0], 3.1)).label == "clap"


def test_smoothing_calms_a_flickering_stream() -> None:
    """Two labels close to each other, noise on top: label changes a minute, before and after."""
    noise = np.random.default_rng(7).normal(0, 0.15, (240, 2))
    decider = Decider(SPEC, DecisionSettings())
    raw: list[str | None] = []
    calm: list[str | None] = []
    for i, (first, second) in enumerate(noise):
        scores = np.clip([0.6 + first, 0.4 + second, 0.0], 0, 1)
        decision = decider.decide(prediction(list(scores), 3 + i / 4))  # one minute of stream
        raw.append(decision.prediction.top(1)[0].label)
        calm.append(decision.label)
    assert _changes(raw) >= 40
    assert _changes(calm) <= _changes(raw) / 4


def _changes(labels: list[str | None]) -> int:
    return sum(before != after for before, after in pairwise(labels))


def test_only_the_labels_that_are_watched_are_named_and_ranked() -> None:
    decider = Decider(SPEC, DecisionSettings(unknown_below=0.3, only=("clap", "walk")))
    decision = decider.decide(prediction([0.6, 0.35, 0.05], 10))
    assert decision.label == "clap"
    assert decision.score == pytest.approx(0.35)
    assert [one.label for one in decision.top()] == ["clap", "walk"]


def test_tuning_keeps_what_was_smoothed() -> None:
    decider = Decider(SPEC, DecisionSettings(smoothing_seconds=60, unknown_below=0.5))
    decider.decide(prediction([0.9, 0.1, 0], 10))
    decider.tune(DecisionSettings(smoothing_seconds=60, unknown_below=0.95))
    decision = decider.decide(prediction([0, 1, 0], 10.5))
    assert decision.label is None
    assert decision.smoothed.scores[0] > 0.85
