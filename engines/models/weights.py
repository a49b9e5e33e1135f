"""The weights of a model by its name."""

from pathlib import Path

from engines.artifacts import Progress, fetch, is_here
from engines.errors import ArtifactError
from engines.models.registry import list_models, model_card


def weights_file(model: str, progress: Progress | None = None) -> Path:
    """The checkpoint of a model such as `i3d.k400`; fetched where it is missing."""
    weights = model_card(model).weights
    if weights is None:
        known = ", ".join(list_models(pretrained=True))
        raise ArtifactError(f"no weights are known for {model!r}; there are some for: {known}")
    return fetch(weights, progress)


def has_weights(model: str) -> bool:
    """Whether the checkpoint of a model is on this machine (by its size alone)."""
    weights = model_card(model).weights
    return weights is not None and is_here(weights)
