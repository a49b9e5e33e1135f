from dataclasses import replace

import pytest

from engines.budget import BUDGETS, budget_for
from engines.parity import Parity

SAME = Parity(100, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0)


def test_the_least_exact_precision_sets_the_budget() -> None:
    assert budget_for("fp32", "fp32") == BUDGETS["fp32"]
    assert budget_for("int8", "fp32") == budget_for("bf16", "int8") == BUDGETS["int8"]


def test_every_budget_takes_engines_that_agree() -> None:
    assert [budget.broken_by(SAME) for budget in BUDGETS.values()] == [[]] * len(BUDGETS)


@pytest.mark.parametrize(
    ("parity", "message"),
    [
        (replace(SAME, top1_agreement=0.97), "top-1 agreement 97.00%, at least 98.00%"),
        (replace(SAME, max_relative_difference=0.6), "relative difference 0.6, at most 0.5"),
        (replace(SAME, max_relative_difference=float("nan")), "relative difference nan"),
    ],
)
def test_what_is_outside_is_named(parity: Parity, message: str) -> None:
    (broken,) = budget_for("int8").broken_by(parity)

    assert message in broken
