import pytest

from realtime.errors import SettingsError
from realtime.monitor.http.settings import HttpSettings

TOKEN = "0123456789abcdef"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_this_machine_needs_no_token(host: str) -> None:
    assert HttpSettings(host=host).is_local


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "monitor.example", "127.0.0.1.x"])
def test_others_need_one(host: str) -> None:
    with pytest.raises(SettingsError, match="token"):
        HttpSettings(host=host)
    assert not HttpSettings.model_validate({"host": host, "token": TOKEN}).is_local
    assert not HttpSettings(host=host, enabled=False).is_local


def test_a_token_is_long_and_hidden() -> None:
    with pytest.raises(SettingsError, match="15 characters"):
        HttpSettings.model_validate({"token": TOKEN[:-1]})
    assert TOKEN not in repr(HttpSettings.model_validate({"token": TOKEN}))


def test_a_certificate_has_a_key() -> None:
    with pytest.raises(SettingsError, match="belong together"):
        HttpSettings.model_validate({"certificate": "/cert.pem"})
