"""Ten kills at random moments; `python -m tests.kill_soak --times 100` does more."""

from pathlib import Path

from tests.kill_soak import soak


def test_what_was_stored_is_delivered_whenever_the_process_is_killed(tmp_path: Path) -> None:
    report = soak(tmp_path, times=10)
    assert report.messages > 100
    assert report.clips
    assert report.is_clean, report
