"""How much two engines of one model may differ, by precision."""

from dataclasses import dataclass

from engines.parity import Parity


@dataclass(frozen=True, slots=True)
class Budget:
    """What a comparison must keep."""

    top1_agreement: float
    """At least this part of the clips, 0..1, has the same best label."""
    relative_difference: float
    """At most this part of the clip's largest logit, for any logit of any clip."""

    def broken_by(self, parity: Parity) -> list[str]:
        """One line for each limit that the comparison does not keep; none where it is inside."""
        broken = []
        if parity.top1_agreement < self.top1_agreement:
            broken.append(
                f"top-1 agreement {parity.top1_agreement:.2%}, "
                f"at least {self.top1_agreement:.2%} is needed"
            )
        if not parity.max_relative_difference <= self.relative_difference:
            broken.append(
                f"relative difference {parity.max_relative_difference:.2g}, "
                f"at most {self.relative_difference:.2g} is allowed"
            )
        return broken


BUDGETS = {
    "fp32": Budget(top1_agreement=1.0, relative_difference=1e-4),
    "fp16": Budget(top1_agreement=0.995, relative_difference=0.02),
    "bf16": Budget(top1_agreement=0.995, relative_difference=0.1),
    "int8": Budget(top1_agreement=0.98, relative_difference=0.5),
}
"""What each precision must keep beside fp32, the least exact last."""


def budget_for(*precisions: str) -> Budget:
    """The budget for two engines of these precisions: that of the least exact one."""
    return BUDGETS[max(precisions, key=list(BUDGETS).index)]
