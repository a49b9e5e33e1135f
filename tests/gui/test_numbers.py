"""Numbers look as the window's language writes them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from gui.numbers import filled, number_text


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("german")
def test_a_decimal_point_is_the_languages() -> None:
    assert number_text(1.25, ".1f") == "1,2"
    assert number_text(0.5, "g") == "0,5"
    assert number_text(0.425, ".1%") == "42,5%"
    said = filled("{n:.1f} s of {name!r}, {count}", n=2.5, name="a.b", count=3)
    assert said == "2,5 s of 'a.b', 3"


def test_english_and_chinese_have_a_point() -> None:
    assert filled("{since:+.2f} s", since=0.5) == "+0.50 s"
    assert number_text(0.4, ".0%") == "40%"
