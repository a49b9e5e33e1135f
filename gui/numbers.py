"""Numbers as the window's language writes them."""

from string import Formatter

from PySide6.QtCore import QLocale

from gui.language import translate


def number_text(value: float, spec: str) -> str:
    """A number with its spec, such as `.1f`: 1.5 in English, 1,5 in German; `.0%` for a share."""
    if spec.endswith("%"):
        return translate("Numbers", "{n}%").format(n=number_text(100 * value, f"{spec[:-1]}f"))
    return format(value, spec).replace(".", QLocale().decimalPoint())


def filled(text: str, **values: object) -> str:
    """A text with its places filled in; a place with a spec, as `{n:.1f}`, takes a number."""
    return _FORMATTER.format(text, **values)


class _Formatter(Formatter):
    def format_field(self, value: float, format_spec: str) -> str:
        return number_text(value, format_spec) if format_spec else str(value)


_FORMATTER = _Formatter()
