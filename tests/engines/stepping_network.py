"""A network small enough for tests that steps through streams: two convolutions over time."""

from collections.abc import Sequence
from typing import cast

import torch.nn.functional as F
from torch import Tensor, nn

from engines import ModelSpec
from engines.models.outputs import Outputs
from engines.models.padded_convs import begun, step_layers, without_time_padding
from engines.models.streaming import Chunk, Tape
from engines.step_timing import StepTiming

STEP_FRAMES = 4
SPEC = ModelSpec(
    name="stepping.test",
    labels=tuple("abcde"),
    clip_len=12,
    min_clip_len=4,
    frame_rate=25.0,
    frame_interval=1,
    resize_short_px=8,
    crop_px=8,
    mean=(0.5, 0.5, 0.5),
    std=(0.5, 0.5, 0.5),
)


class SteppingNetwork(nn.Module):
    """Four frames give one time step; the first is there after two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = nn.Sequential(
            nn.Conv3d(3, 6, 3, stride=(2, 2, 2), padding=1),
            nn.ReLU(),
            nn.Conv3d(6, 16, 3, stride=(2, 1, 1), padding=1),
            nn.ReLU(),
            nn.Conv3d(16, 8, 3, padding=1),
            nn.ReLU(),
        )
        self.fc = nn.Linear(8, len(SPEC.labels))

    def forward(self, x: Tensor) -> Outputs:
        embedding = self.trunk(x).mean((2, 3, 4))
        return Outputs(self.fc(embedding), embedding)

    def step(self, frames: Tensor, steps: Tensor, tape: Tape) -> Outputs:
        chunk = begun(step_layers(self.trunk, Chunk(frames, -1, steps, STEP_FRAMES), tape))
        embedding = chunk.values.mean((2, 3, 4))
        return Outputs(self.fc(embedding), embedding)

    def timing(self, clip_len: int) -> StepTiming:
        return StepTiming.of_output(STEP_FRAMES, -2, 1, 0.0, clip_len // STEP_FRAMES)

    def time_steps(self, x: Tensor) -> Tensor:
        logits: Tensor = self.fc(self.trunk(x).mean((3, 4)).transpose(1, 2))
        return logits


class EarlyNetwork(SteppingNetwork):
    """Takes its last layer on to the end: one time step comes early."""

    early_steps = 1
    first_early_cache = 2

    def early(self, steps: Tensor, kept: Sequence[Tensor]) -> Tensor:
        last = cast(nn.Conv3d, self.trunk[4])
        x = F.pad(kept[0], [0, 0, 0, 0, 0, 1]) * (steps > 0)[:, None, None, None, None]
        logits: Tensor = self.fc(without_time_padding(last, x).relu().mean((3, 4)).transpose(1, 2))
        return logits


def five_labels(num_classes: int) -> SteppingNetwork:
    """As a card names it."""
    assert num_classes == len(SPEC.labels)
    return SteppingNetwork()
