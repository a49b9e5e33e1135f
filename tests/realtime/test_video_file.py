"""A file that can be read while it is written."""

from pathlib import Path

from realtime.video_file import VideoFile
from tests.realtime.test_video_recorder import SHADES, decoded, picture


def test_each_second_is_in_the_file_soon_after_it_is_over(tmp_path: Path) -> None:
    path = tmp_path / "clip.mkv"
    file = VideoFile(path)
    for number in range(250):
        file.write(picture(SHADES[number % 4]), number / 25)
    found = decoded(path)
    assert found[-1][0] > 7.5, "the encoder keeps some pictures back, the file none"
    file.close()
    assert len(decoded(path)) == 250
