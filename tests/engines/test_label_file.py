from pathlib import Path

import pytest

from engines import EngineError
from engines.label_file import read_labels


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "labels.txt"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("a\nb c\n", ("a", "b c")),
        ("a\r\nb\r\n\r\n", ("a", "b")),
        ("0\tbook\n1\tthank you\n", ("book", "thank you")),
        ("1 ApplyEyeMakeup\n2 Archery", ("ApplyEyeMakeup", "Archery")),
        ("100 metres\n200 metres\n", ("100 metres", "200 metres")),
        ("0\ta\n1\tb\nc", ("0\ta", "1\tb", "c")),
        ("1 a", ("a",)),
        ("winken\ngrüßen", ("winken", "grüßen")),
    ],
    ids=["plain", "windows", "wlasl", "ucf101", "numbers", "mixed", "one", "umlauts"],
)
def test_labels_are_lines(text: str, labels: tuple[str, ...], tmp_path: Path) -> None:
    assert read_labels(written(tmp_path, text)) == labels


def test_what_windows_puts_before_a_text_is_no_label(tmp_path: Path) -> None:
    assert read_labels(written(tmp_path, "a\nb\n", "utf-8-sig")) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\nb\na\n", r"'a' is on lines 1 and 3; labels must differ"),
        ("0\ta\n1\ta\n", r"'a' is on lines 1 and 2"),
        ("a\n\nb\n", "line 2 is empty; write one label a line"),
        ("\n \n", "it is empty"),
    ],
)
def test_what_is_no_list_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=rf"labels\.txt: {message}"):
        read_labels(written(tmp_path, text))


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(EngineError, match="not a text in UTF-8"):
        read_labels(tmp_path / "picture.png")
    with pytest.raises(EngineError, match=r"gone\.txt: cannot be read \(No such file"):
        read_labels(tmp_path / "gone.txt")
