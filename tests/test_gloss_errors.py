import pytest

from tests.gloss_errors import gloss_error_rate, gloss_errors


@pytest.mark.parametrize(
    ("read", "errors"),
    [("abc", 0), ("ab", 1), ("abbc", 1), ("axc", 1), ("", 3), ("cab", 2), ("xyzw", 4)],
)
def test_each_gloss_too_many_too_few_or_wrong_counts_once(read: str, errors: int) -> None:
    assert gloss_errors("abc", list(read)) == errors


def test_the_rate_is_per_sign_and_a_sign_not_known_is_wrong() -> None:
    assert gloss_error_rate(["wave", "clap"], ["wave", None]) == 0.5
    assert gloss_error_rate(["wave"], ["clap", "wave", "clap"]) == 2.0
