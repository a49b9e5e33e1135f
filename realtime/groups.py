"""Groups of labels, as if each were a label of the model."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engines import Prediction
from realtime.decision import Decision
from realtime.rules import GroupRule


class LabelGroups:
    """Adds the scores of groups to decisions, behind those of the labels (C)."""

    def __init__(self, labels: Sequence[str], rules: Mapping[str, GroupRule]) -> None:
        """Know where the labels of each group stand."""
        self._names = tuple(rules)
        self._rules = tuple(rules.values())
        self._members = [
            np.array([labels.index(label) for label in rule.labels], np.intp)
            for rule in self._rules
        ]
        self.labels = (*labels, *self._names)
        """The labels, then the groups."""

    def extend(self, decision: Decision) -> Decision:
        """The decision with scores and logits (C + groups), raw and smoothed."""
        if not self._names:
            return decision
        return replace(
            decision,
            prediction=self._extended(decision.prediction),
            smoothed=self._extended(decision.smoothed),
        )

    def _extended(self, prediction: Prediction) -> Prediction:
        groups = [
            self._combined(prediction.scores, rule, members)
            for rule, members in zip(self._rules, self._members, strict=True)
        ]
        logits = [prediction.logits[members].max() for members in self._members]
        return replace(
            prediction,
            labels=self.labels,
            scores=np.append(prediction.scores, np.array(groups, np.float32)),
            logits=np.append(prediction.logits, np.array(logits, np.float32)),
        )

    def _combined(
        self, scores: NDArray[np.float32], rule: GroupRule, members: NDArray[np.intp]
    ) -> float:
        chosen = scores[members]
        return min(1.0, float(chosen.sum() if rule.combine == "sum" else chosen.max()))
