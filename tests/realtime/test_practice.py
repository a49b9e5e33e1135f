from pathlib import Path

import pytest

from realtime import SettingsError
from realtime.practice import Progress, ProgressList, reference_clip


def test_progress_is_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "data" / "practice.json"
    first = ProgressList(path)
    first.add("mine", "hello/你好", 0.8, "model")
    first.add("mine", "hello/你好", 0.4, "model")
    first.add("other", "wave", 0.1, "likeness")
    again = ProgressList(path)
    assert again.of("mine") == {"hello/你好": Progress(tries=2, best=0.8, last=0.4)}
    assert again.of("other") == {"wave": Progress(1, 0.1, 0.1, "likeness")}
    assert again.of("nobody") == {}


def test_the_best_of_one_kind_of_score_says_nothing_of_another_kind() -> None:
    assert Progress(3, 0.99, 0.5).after(0.2, "likeness") == Progress(4, 0.2, 0.2, "likeness")


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"m": {"wave": {"tries": 0}}}',
        '{"m": 5}',
        '{"m": {"wave": {"tries": 1, "best": 1, "last": 1, "by": "luck"}}}',
    ],
)
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "practice.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"practice.json: .* move it away"):
        ProgressList(path)
    assert path.read_text(encoding="utf-8") == text


def test_scores_that_cannot_be_are_refused() -> None:
    with pytest.raises(SettingsError, match="scores are from 0 to 1"):
        Progress(1, best=0.2, last=0.5)


def test_a_reference_is_a_video_or_a_folder_named_like_the_sign(tmp_path: Path) -> None:
    (tmp_path / "clap").mkdir()
    places = [tmp_path / "wave.mp4", tmp_path / "clap" / "b.mp4", tmp_path / "clap" / "a.txt"]
    for place in places:
        place.touch()
    assert reference_clip(tmp_path, "wave") == places[0]
    assert reference_clip(tmp_path, "clap") == places[1]
    assert reference_clip(tmp_path, "walk") is None
    assert reference_clip(tmp_path / "nowhere", "wave") is None
    assert reference_clip(tmp_path / "clap", "../wave") is None
