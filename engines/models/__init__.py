"""Torch architectures, one family a file; the registry names them without loading torch."""

from engines.models import architectures, catalogue, imported, kinetics_cards
from engines.models.registry import (
    ModelCard,
    create_model,
    list_models,
    model_card,
    read_weights,
    register_model,
    register_source,
    untrained,
)
from engines.models.weights import has_weights, weights_file

__all__ = [
    "ModelCard",
    "architectures",
    "catalogue",
    "create_model",
    "has_weights",
    "imported",
    "kinetics_cards",
    "list_models",
    "model_card",
    "read_weights",
    "register_model",
    "register_source",
    "untrained",
    "weights_file",
]
