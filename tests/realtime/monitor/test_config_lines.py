import pytest

from realtime.monitor.config_lines import Lines, Place

TEXT = '''# a comment with = and [brackets]
title = "a = b # no comment"  # one
[defaults]
"odd key" = 1
dotted.key = 2
long = """
[not.a.table]
x = 1
"""
[[cameras]]
name = 'x'  # [[cameras]]
rules = [
  { label = "a" },
  { label = "b" },
]
[[cameras.regions]]
box = [1, 2]
[cameras.groups."a b"]
labels = []
[[cameras]]
name = "y"
[[cameras.regions]]
box = [3, 4]
[[cameras.regions]]
box = [5, 6]
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 2),
        (("defaults",), 3),
        (("defaults", "odd key"), 4),
        (("defaults", "dotted", "key"), 5),
        (("defaults", "long"), 6),
        (("cameras", 0, "name"), 11),
        (("cameras", 0, "rules", 1, "label"), 12),
        (("cameras", 0, "regions", 0, "box"), 17),
        (("cameras", 0, "groups", "a b", "labels"), 19),
        (("cameras", 1), 20),
        (("cameras", 1, "regions", 0, "box"), 23),
        (("cameras", 1, "regions", 1, "box", 0), 25),
        (("cameras", 1, "no such"), 20),
        (("no such",), 1),
    ],
)
def test_the_line_of_a_place_or_of_what_holds_it(place: Place, line: int) -> None:
    assert Lines(TEXT).line(place) == line


def test_windows_line_ends_change_nothing() -> None:
    assert Lines(TEXT.replace("\n", "\r\n")).line(("cameras", 1, "name")) == 21
