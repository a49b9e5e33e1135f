"""Where and for whom a monitor answers by HTTP, as people write it in `[http]`."""

import ipaddress
from typing import Self

from pydantic import Field, field_validator, model_validator

from realtime.errors import SettingsError
from realtime.outbox.settings import FilePath, Secret
from realtime.rules import Settings, settings_problem

TOKEN_LENGTH = 16
"""Characters that a token has at least."""


class HttpSettings(Settings):
    """The way in for phones, Prometheus and other programs."""

    enabled: bool = True
    host: str = Field(default="127.0.0.1", min_length=1)
    """An address of this machine; any but its loopback needs a token."""
    port: int = Field(default=8377, ge=0, le=65535)
    """0 takes a free one."""
    token: Secret | None = None
    """Whoever asks must know it."""
    certificate: FilePath | None = None
    """Turns TLS on (PEM, with the chain)."""
    private_key: FilePath | None = None
    """Belongs to `certificate`."""

    @field_validator("token")
    @classmethod
    def _is_no_guess(cls, token: Secret | None) -> Secret | None:
        if token is not None and len(token.get_secret_value()) < TOKEN_LENGTH:
            raise settings_problem(
                f"token of {len(token.get_secret_value())} characters given; {TOKEN_LENGTH} or "
                "more are allowed, `openssl rand -hex 16` makes some"
            )
        return token

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if (self.certificate is None) != (self.private_key is None):
            raise SettingsError("certificate and private_key belong together; give both or none")
        if self.enabled and not self.is_local and self.token is None:
            raise SettingsError(
                f"host {self.host} given without a token; others than this machine may ask only "
                'with one: add token = "${MONITOR_TOKEN}", or use host = "127.0.0.1"'
            )
        return self

    @property
    def is_local(self) -> bool:
        """Whether only this machine can ask."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
