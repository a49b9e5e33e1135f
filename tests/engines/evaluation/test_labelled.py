"""Clips with labels: what is read, what is refused, which frames they have."""

from pathlib import Path

import pytest

from engines import EngineError, VideoError
from engines.evaluation.labelled import LabelledClip, frames_of, read_labels, right_classes
from tests.engines.colour_model import SPEC
from tests.engines.painted_video import write_video


@pytest.fixture
def table(tmp_path: Path) -> Path:
    write_video(tmp_path / "clip.mp4", frames=20)
    return tmp_path / "labels.csv"


def test_labels_and_pieces_are_read(table: Path) -> None:
    table.write_text("file,label,start,end\nclip.mp4,red|blue,0.2,0.6\nclip.mp4,green,,\n")
    piece, whole = read_labels(table)
    assert piece == LabelledClip(table.parent / "clip.mp4", ("red", "blue"), 0.2, 0.6)
    assert right_classes(piece, SPEC) == (0, 2)
    assert frames_of(piece, SPEC).shape == (10, SPEC.crop_px, SPEC.crop_px, 3)
    assert len(frames_of(whole, SPEC)) == 20


def test_a_video_without_times_is_said(tmp_path: Path) -> None:
    timeless = write_video(tmp_path / "timeless.mp4", frames=20, times=[0] * 20)
    with pytest.raises(VideoError, match=r"timeless.mp4: all its pictures have the same time"):
        frames_of(LabelledClip(timeless, ("red",)), SPEC)


def test_videos_may_lie_elsewhere(table: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "tables" / "labels.csv"
    elsewhere.parent.mkdir()
    elsewhere.write_text("file,label\nclip.mp4,red\n")
    assert read_labels(elsewhere, table.parent)[0].video == tmp_path / "clip.mp4"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file,label\n", "no clips in it"),
        ("", r"no column file and label in its first line \(nothing\)"),
        ("file,what\nclip.mp4,red\n", r"no column label in its first line \(file, what\)"),
        ("file,label\nclip.mp4,red\nclip.mp4\n", "line 3 has no file or no label"),
        ("file,label\nlost.mp4,red\n", r"line 2: .*lost\.mp4 is not there; give its folder"),
        ("file,label,start\nclip.mp4,red,soon\n", "start and end are seconds"),
    ],
)
def test_what_cannot_be_used_is_named(table: Path, text: str, message: str) -> None:
    table.write_text(text)
    with pytest.raises(EngineError, match=message):
        read_labels(table)


def test_a_label_that_the_model_does_not_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no label 'gren'; did you mean green"):
        right_classes(LabelledClip(tmp_path / "a.mp4", ("gren",)), SPEC)
    with pytest.raises(EngineError, match="no label 'zzz'; leave the clip out"):
        right_classes(LabelledClip(tmp_path / "a.mp4", ("zzz",)), SPEC)
