"""Keeps the window's languages: `python -m tests.translations` takes new texts in, compiles all.

`gui/translations/*.ts` are what people translate, `*.qm` what Qt reads and the wheel holds. Both
are in the repository; `tests/gui/test_translations.py` holds them together.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

from tests.texts_below import ROOT, forms

FOLDER = ROOT / "gui" / "translations"
TEXTS_BELOW = FOLDER / "texts_below.txt"
"""What the rooms below may say in the window, a form a line; `gui/wording.py` reads it."""
LANGUAGES = ("en", "zh_CN")
_TOOLS = Path(PySide6.__file__).parent


def ts_file(language: str) -> Path:
    """What people translate."""
    return FOLDER / f"liveact_{language}.ts"


def take_texts(language: str, target: Path) -> None:
    """Bring a .ts file up to the sources; texts that are gone are left out.

    English needs only its plural forms.
    """
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gui").rglob("*.py"))
    only = ["-pluralonly"] if language == "en" else []
    options = ["-silent", "-locations", "none", "-no-obsolete", "-source-language", "en"]
    kept = ["-target-language", language, *only]
    with tempfile.TemporaryDirectory() as folder:
        below = Path(folder) / "texts_below.py"
        below.write_text("".join(map(_marked, forms())), encoding="utf-8")
        _run("lupdate", *options, *kept, *sources, str(below), "-ts", str(target))


def _marked(form: str) -> str:
    """A line of code in which lupdate finds it."""
    return f'QT_TRANSLATE_NOOP("Wording", {json.dumps(form, ensure_ascii=False)})\n'


def texts_below() -> str:
    """What `TEXTS_BELOW` should hold."""
    return "".join(f"{form}\n" for form in forms())


def compile_texts(source: Path, target: Path) -> None:
    """Make the .qm file of a .ts file."""
    _run("lrelease", "-silent", str(source), "-qm", str(target))


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(tool, path=str(_TOOLS)) or shutil.which(f"pyside6-{tool}") or tool
    subprocess.run([program, *arguments], check=True, cwd=ROOT)


def main() -> int:
    """1 where something is left to translate."""
    TEXTS_BELOW.write_text(texts_below(), encoding="utf-8")
    unfinished = 0
    for language in LANGUAGES:
        path = ts_file(language)
        take_texts(language, path)
        with tempfile.TemporaryDirectory() as folder:
            compiled = Path(folder) / path.with_suffix(".qm").name
            compile_texts(path, compiled)
            shutil.copy(compiled, path.with_suffix(".qm"))
        left = path.read_text(encoding="utf-8").count('type="unfinished"')
        sys.stdout.write(f"{path.name}: {left} to translate\n")
        unfinished += left
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
