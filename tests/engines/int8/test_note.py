import pytest

from engines.int8.note import Int8Note
from tests.engines.int8_worker import MEASURED

NOTE = Int8Note("colour.test", "aa", "bb", ("nncf 3.4.0",), ("cc", "dd"), MEASURED)


def test_a_note_comes_back_as_it_was_written() -> None:
    assert Int8Note.from_json(NOTE.to_json()) == NOTE


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"measured": {"videos": 1}}'])
def test_anything_else_is_no_note(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Int8Note.from_json(text)
