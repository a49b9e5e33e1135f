"""Two 3D convolutions, a pool and a layer of weights: all that matters of I3D."""

import torch
from torch import Tensor

from engines.models.outputs import Outputs


class Conv3dNetwork(torch.nn.Module):
    """Random weights, the same every time."""

    def __init__(self) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(0)
        self.first = torch.nn.Conv3d(3, 8, 3, (1, 2, 2), 1)
        self.second = torch.nn.Conv3d(8, 16, 3, 2, 1)
        self.last = torch.nn.Linear(16, 3)
        for weights in self.parameters():
            torch.nn.init.normal_(weights, std=0.2, generator=random)

    def forward(self, x: Tensor) -> Outputs:
        x = torch.nn.functional.max_pool3d(torch.relu(self.first(x)), 2)
        embedding = torch.relu(self.second(x)).mean((2, 3, 4))
        return Outputs(self.last(embedding), embedding)
