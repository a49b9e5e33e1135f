"""What a network that steps through a stream says when, and of which frames."""

import json
import math
from dataclasses import asdict, dataclass

TIMING_KEY = "liveact.steps"
"""Where the StepTiming lies in the metadata of a step graph."""


@dataclass(frozen=True, slots=True)
class StepTiming:
    """How steps, their answers and the frames of a stream lie to each other."""

    step_frames: int
    """Frames that a step takes; it gives one time step of logits."""
    first_settled_step: int
    """The step, from 1, that completes the first time step of logits of a stream. What earlier
    steps give is of no use: it is made of what was before the first frame."""
    averaged_steps: int
    """Time steps of logits in an answer, at most: as many as a clip of the model's length has."""
    lag_frames: float
    """From the frame that a time step is centred on to the newest frame when it is complete."""
    early_steps: int = 0
    """Time steps that a graph with early answers gives beyond the complete one."""

    @property
    def first_answering_step(self) -> int:
        """The first step, from 1, that gives a time step made of nothing but frames."""
        return self.first_settled_step - self.early_steps

    @property
    def answer_lag_frames(self) -> float:
        """From the middle of what an answer is about to the newest frame."""
        back = (self.averaged_steps - 1) / 2 - self.early_steps
        return self.lag_frames + back * self.step_frames

    @property
    def settled_frames(self) -> int:
        """Frames from the start of a stream to its first complete time step."""
        return self.first_settled_step * self.step_frames

    def to_json(self) -> str:
        """As one JSON object; `early_steps` only where there are some."""
        fields = asdict(self)
        if not self.early_steps:
            del fields["early_steps"]
        return json.dumps(fields)

    @classmethod
    def from_json(cls, text: str) -> "StepTiming":
        """The inverse of `to_json`."""
        return cls(**json.loads(text))

    @classmethod
    def of_output(
        cls, step_frames: int, last: int, rate: int, first_centre: float, averaged_steps: int
    ) -> "StepTiming":
        """Of a network's last layer.

        Args:
            step_frames: frames that a step takes.
            last: position of its newest time step less `rate` times the steps so far.
            rate: time steps that it gives a step; their mean is the step's answer.
            first_centre: the frame that its time step 0 is centred on.
            averaged_steps: steps that a clip of the model's length has.
        """
        oldest = last - (rate - 1)
        frames = step_frames // rate  # from one time step to the next
        centre = first_centre + frames * (last + oldest) / 2
        return cls(step_frames, math.ceil(-oldest / rate), averaged_steps, -1 - centre)
