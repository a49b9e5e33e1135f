from engines.artifacts import DownloadFile


def test_it_is_kept_under_its_published_name() -> None:
    file = DownloadFile("https://example.org/models/r3d_18-b3b3357e.pth?raw=1", "b3b3357e")

    assert file.file_name == "r3d_18-b3b3357e.pth"
