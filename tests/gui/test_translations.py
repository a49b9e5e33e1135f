"""The window's languages are whole: every text is in them, as Qt reads them."""

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.texts_below import ROOT
from tests.translations import (
    FOLDER,
    LANGUAGES,
    TEXTS_BELOW,
    compile_texts,
    take_texts,
    texts_below,
    ts_file,
)

_PLACES = re.compile(r"%n|\{\w+[^}]*\}|\{\}|%\d")
_COMPUTED = {"wording.py", "language.py"}
"""Files that translate what others say: their texts stand in lists that lupdate reads."""


def messages(path: Path) -> Iterator[tuple[str, str, ElementTree.Element]]:
    """Context, source and translation."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            assert said is not None
            yield context.findtext("name") or "", message.findtext("source") or "", said


def forms(said: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in said.findall("numerusform") or [said]]


def asked(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Calls that ask for a text, with the context in which Qt looks for it."""
    for top in ast.parse(path.read_text(encoding="utf-8")).body:
        name = top.name if isinstance(top, ast.ClassDef) else ""
        for node in ast.walk(top):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            moves = called.endswith(".translate") and not _text(node.args[0])  # a painter's
            if not moves and called.rpartition(".")[2] in ("tr", "translate", "QT_TRANSLATE_NOOP"):
                context = name if called == "self.tr" else _text(node.args[0])
                yield context, node


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_lupdate_finds_nothing_new_and_nothing_gone(language: str, tmp_path: Path) -> None:
    taken = tmp_path / ts_file(language).name
    taken.write_bytes(ts_file(language).read_bytes())
    take_texts(language, taken)
    same = taken.read_text(encoding="utf-8") == ts_file(language).read_text(encoding="utf-8")
    assert same, "run `make translations`, translate what is unfinished, run it again"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    for context, source, said in messages(ts_file(language)):
        assert said.get("type") is None, f"{context}: {source!r} is {said.get('type')}"
        for form in forms(said):
            assert form.strip() or not source.strip(), f"{context}: {source!r} is empty"
            same = set(_PLACES.findall(form)) == set(_PLACES.findall(source))
            assert same, f"{context}: {source!r} -> {form!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_lrelease_makes(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "made.qm"
    compile_texts(ts_file(language), compiled)
    kept = FOLDER / f"liveact_{language}.qm"
    assert kept.read_bytes() == compiled.read_bytes(), "run `make translations`"


def test_the_window_knows_every_text_that_the_rooms_below_may_say() -> None:
    same = TEXTS_BELOW.read_text(encoding="utf-8") == texts_below()
    assert same, "run `make translations`, translate what is unfinished, run it again"


def test_no_error_is_shown_as_it_is() -> None:
    """Threads keep it in English; whoever shows it says it in the window's language."""
    threads = {"worker", "teacher", "opened_video", "attempt_judge", "snapshot_writer", "errors"}
    banners = ("failed.emit", "show_error")
    for path in sorted((ROOT / "gui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.stem in threads or "str(error)" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and "str(error)" in map(ast.unparse, node.args):
                assert ast.unparse(node.func).endswith(banners), f"{path}:{node.lineno}"


def test_every_text_that_is_asked_for_can_be_found() -> None:
    """What lupdate overlooks: texts made up as the program runs, another context than Qt's."""
    known = {(context, source) for context, source, _ in messages(ts_file("zh_CN"))}
    plural = {(context, source) for context, source, _ in messages(ts_file("en"))}
    for path in sorted((ROOT / "gui").rglob("*.py")):
        for context, call in asked(path):
            where = f"{path.name}:{call.lineno}"
            if ast.unparse(call.func) == "self.tr":
                text = _text(call.args[0])
                assert ("%n" in text) == (len(call.args) == 3) == ((context, text) in plural), where
            else:
                assert "." not in ast.unparse(call.func) or path.name in _COMPUTED, where
                text = _text(call.args[1])
                assert "%n" not in text, f"{where}: lupdate reads plural forms from self.tr only"
            assert (context, text) in known or path.name in _COMPUTED, f"{where}: {text!r}"
