"""The status page: what it says, and that nobody's words become markup."""

from dataclasses import replace
from html.parser import HTMLParser

from realtime.monitor.times import local_time
from tests.realtime.monitor.http.bed import BROKEN, DOOR, Bed, ask


class Outline(HTMLParser):
    """Checks that tags are closed; collects what a reader hears."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.alts: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))
        if tag not in ("meta", "link", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))


def read(url: str) -> Outline:
    outline = Outline()
    outline.feed(ask(url, "/").body.decode())
    assert not outline.open
    return outline


def test_it_shows_cameras_and_the_last_events(url: str) -> None:
    page = read(url)
    texts = " ".join(page.texts)
    assert "All is well" in texts
    assert "dancing ballet 70%" in texts
    assert "off: outside its hours" in texts
    assert f"door: 62%, {local_time(1_700_000_120)}, 4.0 s" in texts
    assert page.tags.count("h1") == 1
    assert "script" not in page.tags


def test_it_says_what_is_wrong(url: str, bed: Bed) -> None:
    bed.monitor = replace(bed.monitor, cameras=(DOOR, BROKEN), config_error="line 3: no such key")
    texts = " ".join(read(url).texts)
    assert "Something is wrong" in texts
    assert "camera yard: reconnecting" in texts
    assert "line 3: no such key" in texts


def test_names_are_text_whatever_is_in_them(url: str, bed: Bed) -> None:
    evil = '"><script>alert(1)</script>&amp;'
    bed.monitor = replace(bed.monitor, cameras=(replace(DOOR, name=evil),), config_error=evil)
    page = read(url)
    assert "script" not in page.tags
    assert evil in page.texts


def test_a_camera_shows_its_last_picture_and_says_what_it_is(url: str, bed: Bed) -> None:
    bed.monitor = replace(bed.monitor, cameras=(DOOR,))
    assert read(url).alts == ["door: arm wrestling"]
