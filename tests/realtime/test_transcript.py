import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engines import LabelScore
from realtime import SettingsError
from realtime.transcript import Gloss, Transcript
from realtime.transcript_file import export_transcript, to_text

GUESSES = tuple(LabelScore(label, 0.1, 0.0) for label in ("clap", "walk", "run"))


def gloss(number: int, label: str | None = "wave", end: float = 1.0) -> Gloss:
    return Gloss(number, label, 0.7, 2.0 * number, 2.0 * number + end, GUESSES)


@pytest.fixture
def transcript() -> Transcript:
    made = Transcript()
    for number in range(3):
        made.put(gloss(number))
    return made


def words(transcript: Transcript) -> list[str]:
    return [one.text for one in transcript.glosses]


def test_a_gloss_that_turns_out_longer_stays_one(transcript: Transcript) -> None:
    transcript.put(gloss(1, end=1.8))
    assert len(transcript.glosses) == 3
    assert transcript.glosses[1].end_seconds == 3.8


def test_a_guess_takes_the_place_and_leaves_the_other_one_there(transcript: Transcript) -> None:
    transcript.choose(1, 1)
    chosen = transcript.glosses[1]
    assert (chosen.label, chosen.confidence) == ("walk", None)
    assert [guess.label for guess in chosen.guesses] == ["wave", "clap", "run"]


def test_what_a_person_said_stays_whatever_comes_later(transcript: Transcript) -> None:
    transcript.edit(1, "  hello \n there ")
    transcript.delete(2)
    transcript.put(gloss(1, "clap", end=1.5))
    transcript.put(gloss(2, "clap", end=1.5))
    assert words(transcript) == ["wave", "hello there"]
    assert transcript.glosses[1].end_seconds == 3.5


def test_edits_are_undone_one_by_one_and_new_signs_stay(transcript: Transcript) -> None:
    transcript.edit(0, "hello")
    transcript.delete(1)
    transcript.clear()
    transcript.put(gloss(3, "new"))
    assert words(transcript) == ["new"]
    assert transcript.undo()
    assert words(transcript) == ["hello", "wave", "new"]
    assert transcript.undo()
    assert words(transcript) == ["hello", "wave", "wave", "new"]
    assert transcript.undo()
    assert words(transcript) == ["wave", "wave", "wave", "new"]
    assert not transcript.undo()
    assert not transcript.can_undo


@pytest.mark.parametrize(
    "wrong",
    [
        lambda transcript: transcript.edit(0, "  "),
        lambda transcript: transcript.edit(9, "x"),
        lambda transcript: transcript.choose(0, 3),
        lambda transcript: transcript.delete(9),
    ],
)
def test_what_cannot_be_done_is_refused(
    transcript: Transcript, wrong: Callable[[Transcript], None]
) -> None:
    with pytest.raises(SettingsError, match="given"):
        wrong(transcript)
    assert not transcript.can_undo


def test_text_has_a_line_for_what_was_signed_together(transcript: Transcript) -> None:
    transcript.put(replace(gloss(3, None), start_seconds=9.0, end_seconds=10.0))
    assert to_text(transcript.glosses) == "wave wave wave\n[not a sign I know]\n"


def test_export_by_ending(transcript: Transcript, tmp_path: Path) -> None:
    transcript.edit(0, "नमस्ते/hello")
    for ending in (".txt", ".srt", ".json"):
        export_transcript(tmp_path / f"t{ending}", transcript.glosses)
    assert "नमस्ते/hello wave" in (tmp_path / "t.txt").read_text(encoding="utf-8")
    subtitles = (tmp_path / "t.srt").read_text(encoding="utf-8")
    assert subtitles.startswith("1\n00:00:00,000 --> 00:00:01,000\nनमस्ते/hello (100%)\n")
    (first, *_) = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert (first["confidence"], first["guesses"][0]["label"]) == (None, "wave")
    with pytest.raises(SettingsError, match=r"'.doc' given; .txt, .srt, .json are allowed"):
        export_transcript(tmp_path / "t.doc", transcript.glosses)
