"""Whatever a URL looks like, its secrets are gone and what names the stream stays."""

import pytest

from realtime.redact import public_url, redact

SECRET = "h%C3%BCgel"


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("rtsp://host/live", "rtsp://host/live"),
        ("rtsp://host:8554/live@1?channel=2", "rtsp://host:8554/live@1?channel=2"),
        ("rtsp://[fe80::1]:554/live", "rtsp://[fe80::1]:554/live"),
        ("rtsp://bob:SECRET@host/live", "rtsp://host/live"),
        ("rtsp://bob:SECRET%40x%3Ay@host:554/live", "rtsp://host:554/live"),
        ("rtsp://bob:SECRET@SECRET:SECRET@host/live", "rtsp://host/live"),
        ("rtsp://bob:SECRET/SECRET?SECRET#SECRET@host/live", "rtsp://host/live"),
        ("RTSPS://:SECRET@host/live", "RTSPS://host/live"),
        ("http://host/v?password=SECRET&channel=1", "http://host/v?password=***&channel=1"),
        ("http://host/v?channel=1&TOKEN=SECRET", "http://host/v?channel=1&TOKEN=***"),
        (
            "rtsp://host/user=SECRET_password=SECRET_channel=1_stream=0.sdp",
            "rtsp://host/user=***_password=***_channel=1_stream=0.sdp",
        ),
        ("http://host/v?monkey=banana", "http://host/v?monkey=banana"),
        ("front door.mp4", "front door.mp4"),
    ],
)
def test_public_url(url: str, public: str) -> None:
    secret = url.replace("SECRET", SECRET)
    assert public_url(secret) == public
    assert SECRET not in public_url(secret)


def test_urls_within_a_text() -> None:
    text = f"cannot open 'rtsp://bob:{SECRET}@host/live': no route; http://h/?pwd={SECRET} too"
    assert redact(text) == "cannot open 'rtsp://host/live': no route; http://h/?pwd=*** too"
