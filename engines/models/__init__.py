"""Torch architectures, one family a file; the registry names them without loading torch."""

from engines.models import architectures, catalogue, kinetics_cards
from engines.models.imported import find_imported
from engines.models.plugins import find_plugins
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
    "kinetics_cards",
    "list_models",
    "model_card",
    "read_weights",
    "register_model",
    "register_source",
    "untrained",
    "weights_file",
]

register_source(find_plugins)
register_source(find_imported)  # they may be of a plugin's architecture
