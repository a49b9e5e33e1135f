from engines import LabelReport, TeachingReport
from gui.teach.report_words import confusion_grid, found_text


def test_figures_keep_their_sample_size() -> None:
    assert found_text(LabelReport("wave", 4, 2, held_out=4, right=3)) == "3 of 4"
    assert found_text(LabelReport("wave", 4, 1, held_out=0, right=0)) == "not measured"


def test_the_grid_says_what_was_taken_for_what() -> None:
    rows = (
        LabelReport("wave", 4, 4, 4, 3),
        LabelReport("clap", 2, 2, 2, 2),
        LabelReport("jump", 2, 1, 0, 0),
    )
    labels, counts = confusion_grid(TeachingReport(rows, (("wave", "clap", 1),), ()))
    assert labels == ["wave", "clap"]
    assert counts == [[3, 1], [0, 2]]
    assert confusion_grid(TeachingReport(rows[2:], (), ())) == ([], [])
