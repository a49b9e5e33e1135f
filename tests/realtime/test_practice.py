from pathlib import Path

import pytest

from realtime import SettingsError
from realtime.practice import Progress, ProgressList, reference_clip


def test_progress_is_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "data" / "practice.json"
    first = ProgressList(path)
    first.add("mine", "hello/你好", 0.8)
    first.add("mine", "hello/你好", 0.4)
    first.add("other", "wave", 0.1)
    again = ProgressList(path)
    assert again.of("mine") == {"hello/你好": Progress(tries=2, best=0.8, last=0.4)}
    assert again.of("nobody") == {}


@pytest.mark.parametrize("text", ["no json", "[]", '{"m": {"wave": {"tries": 0}}}', '{"m": 5}'])
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
