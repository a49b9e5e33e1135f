"""What the rooms below the window may say in it: the texts of all code that the window uses.

They say it in English and know of no languages. The window knows a text again by its form, in which
`{name}` stands for what is filled in (`gui/wording.py`). `python -m tests.translations` keeps the
list of the forms, so that a new error is a text to be translated like any other.
"""

import ast
import builtins
import keyword
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SAYING = ("Error", "ProgressEvent", "Preparation")
"""Ends of the names of calls whose first text is for people, be it one word."""
_UNHEARD = {"_log", "logger", "argparse", "cast", "parser", "re", "startswith", "warnings"}
"""In the names of calls whose texts no window shows."""
_FOR_COMMANDS = {
    *("engines.artifacts.metadata_backend", "engines.commandline", "engines.evaluation.labelled"),
    *("engines.int8.footage", "engines.int8.quantise", "engines.teaching.teach"),
    *("gui.app", "gui.options", "realtime.monitor.facts"),
    *("realtime.sinks.console", "realtime.sinks.lines"),
}
"""Modules of which the window takes a function or a constant, and shows no text."""
_SILENT = ("annotation", "format_spec", "func", "returns", "slice")
"""Parts of code in which nothing is said, such as types and keys."""
_SOURCE = "{source_id}: "
"""A stream's state leaves out of its reason whose it is: `Capture`."""
_PLACE = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[A-Za-z]{2,}")
_NO_NAMES = {*dir(builtins), *keyword.kwlist, "join", "self"}


@cache
def forms() -> tuple[str, ...]:
    """Every text that may reach the window, sorted, so that code that moves changes nothing."""
    whole = [form for module in reached() for form in said(_tree(module), module)]
    found = [*whole, *(form.removeprefix(_SOURCE) for form in whole if form.startswith(_SOURCE))]
    return tuple(sorted({_PLACE.sub("{}", form): form for form in found}.values()))


def reached() -> list[str]:
    """The modules of the window, and those below that it uses at first or second hand."""
    paths = (path for path in (ROOT / "gui").rglob("*.py") if path.name != "__init__.py")
    windows = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths}
    seen = windows - _FOR_COMMANDS
    todo = list(seen)
    while todo:
        new = set(_used(todo.pop())) - seen - _FOR_COMMANDS
        seen |= new
        todo += new
    return sorted(seen)


def _used(module: str) -> Iterator[str]:
    """The modules that one asks for anything; by name too, to load late or in a process."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and _exists(node.module or ""):
            yield from (_home(node.module or "", one.name) for one in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            named = node.value.partition(":")[0]
            if re.fullmatch(r"\w+(\.\w+)+", named) and _exists(named):
                yield named


def _home(module: str, name: str) -> str:
    """Where a name is defined that a module, or the door of a package, gives."""
    if _exists(f"{module}.{name}"):
        return f"{module}.{name}"
    if _file(module).name == "__init__.py":
        for node in _tree(module).body:
            if isinstance(node, ast.ImportFrom) and name in (one.name for one in node.names):
                return _home(node.module or "", name)
    return module


def _exists(module: str) -> bool:
    return module.startswith(("engines", "realtime", "gui")) and _file(module).is_file()


def _file(module: str) -> Path:
    place = ROOT.joinpath(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_file(module).read_text(encoding="utf-8"))


def said(node: ast.AST, module: str, *, is_said: bool = False) -> Iterator[str]:
    """The forms of the texts for people in a piece of code; the window's own texts are others'."""
    form = _form(node).lstrip(" ,;:").rstrip(" ")
    if _is_for_people(form, is_said) and (is_said or not module.startswith("gui.")):
        yield form
    for child, is_first in _children(node):
        is_told = _says(node) or (is_said and isinstance(node, ast.IfExp))
        yield from said(child, module, is_said=is_first and is_told)


def _is_for_people(form: str, is_said: bool) -> bool:
    if "\n" in form or form.startswith("-"):
        return False
    words = _WORD.findall(_PLACE.sub("", form))
    return bool(words) and (is_said or (" " in form and (len(words) > 1 or "{" in form)))


def _says(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(_SAYING)


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """The parts of a piece of code in which something may be said; is it said at first hand?"""
    if _is_silent(node):
        return
    for name, value in ast.iter_fields(node):
        if name in _SILENT:
            continue
        for place, child in enumerate(value if isinstance(value, list) else [value]):
            is_part = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
            if isinstance(child, ast.AST) and not is_part:
                yield child, name in ("args", "body", "orelse") and not place


def _is_silent(node: ast.AST) -> bool:
    """Whether it compares with what others say, tells readers of the code or goes into a log."""
    if isinstance(node, ast.Call):
        return bool(_UNHEARD & set(ast.unparse(node.func).split(".")))
    if isinstance(node, ast.keyword):  # a licence stays as its maker wrote it
        return node.arg == "licence" and isinstance(node.value, ast.Constant)
    is_comment = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_comment or isinstance(node, ast.Compare)


def _form(node: ast.AST) -> str:
    """The text of a literal, with a name for each value in it; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    text, used = "", Counter[str]()
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            name = _name_of(piece.value)
            used[name] += 1
            text += f"{{{name}{used[name] if used[name] > 1 else ''}}}"
        else:
            text += str(ast.literal_eval(piece)).replace("{", "{{").replace("}", "}}")
    return text


def _name_of(value: ast.expr) -> str:
    """What a translator may call it: the last name in `error.strerror or str(error)`."""
    names = re.findall(r"\b\w*[A-Za-z]\w*", re.sub("'[^']*'", "", ast.unparse(value)))
    told = [name for name in names if name not in _NO_NAMES]
    return told[-1].strip("_").lower() if told else "value"
