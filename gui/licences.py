"""The licence of each model that can be chosen, as its maker stated it."""

from engines import EngineError, list_models, model_spec, taught_names
from gui.language import translate
from gui.wording import local_text


def licence_lines(running: str = "") -> list[str]:
    """A line a model whose weights are published, imported or taught; what runs comes first.

    Args:
        running: the model that is in use; empty where none is yet.
    """
    names = dict.fromkeys([*list_models(pretrained=True), *taught_names()])
    first = [running] if running else []
    return [_line(name, name == running) for name in dict.fromkeys([*first, *names])]


def _line(name: str, is_running: bool) -> str:
    licence = local_text(_licence(name))
    if is_running:
        return translate("Licences", "{model} (in use): {licence}").format(
            model=name, licence=licence
        )
    return translate("Licences", "{model}: {licence}").format(model=name, licence=licence)


def _licence(name: str) -> str:
    try:
        return model_spec(name).stated_licence
    except EngineError:  # taught and not saved yet, or a damaged file
        return "not stated"
