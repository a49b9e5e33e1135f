"""No text that the window may show is overlooked in the code of the rooms below."""

import ast
from textwrap import dedent

from tests.texts_below import reached, said

CODE = '''
    """What the code is for."""

    _REASONS = {ConnectionRefusedError: "nobody answers on this port", KeyError: "key"}

    def opened(path: "str | None", count: int) -> Source:
        """Open it."""
        logger.info("opening a file: %s", path)
        if "no such thing" in path or re.match("some pattern here", path):
            raise SourceError(f"{path}: gone; {count:.1f} of {len(path)} read", code="why it was")
        raise VideoError("broken" if count else "empty") from error

    def hint(name: str) -> str:
        return f"; did you mean {name!r}?"
'''


def test_errors_their_reasons_and_their_parts_are_found_and_nothing_else() -> None:
    found = list(said(ast.parse(dedent(CODE)), "realtime.sources.file"))
    assert found == [
        "nobody answers on this port",
        "{path}: gone; {count} of {path2} read",
        "why it was",
        "broken",
        "empty",
        "did you mean {name}?",
    ]


def test_of_the_window_only_stages_of_work_are_found() -> None:
    code = 'self.show("not for all"); tell(ProgressEvent("training", 0, None, "examples"))'
    assert list(said(ast.parse(code), "gui.teach.teacher")) == ["training"]


def test_code_is_reached_through_doors_late_imports_and_processes_but_not_commands() -> None:
    modules = set(reached())
    assert {
        "realtime.sources.network_errors",
        "engines.video",
        "engines.backends.openvino",
        "engines.build",
        "engines.backends.tensorrt.builder",
    } <= modules
    assert not {one for one in modules if one.startswith(("engines.cli.", "realtime.outbox."))}
