"""Keeps passwords of URLs out of everything that people and files get to see."""

import re

_SECRET_NAMES = (
    "access_token|api_?key|auth|key|login|passwd|password|pass|pwd|secret|sig|signature|token|"
    "user|username|usr"
)
_SECRET_PAIR = re.compile(
    # The value ends where the next pair or path step begins; some cameras join pairs with `_`.
    rf"(?P<name>(?<![a-z])(?:{_SECRET_NAMES})=)(?P<value>.*?)(?=[&;/?#\s]|_[a-z]+=|$)",
    re.IGNORECASE,
)
_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)(?P<rest>[^\s'\"<>]+)", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(:\d*)?")


def public_url(url: str) -> str:
    """The URL without user, password and secret parameters: names the stream, opens nothing."""
    match = _URL.match(url)
    if match is None:
        return _without_secret_pairs(url)
    # Whatever follows belongs to the URL: a password typed as it is may even hold spaces.
    rest = _without_user(url[match.end("scheme") :])
    return match["scheme"] + _without_secret_pairs(rest)


def redact(text: str) -> str:
    """The text with every URL in it made public."""
    return _URL.sub(lambda match: public_url(match[0]), text)


def _without_user(rest: str) -> str:
    """What follows `scheme://`, from the host on."""
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in authority:
        return rest[authority.rindex("@") + 1 :]
    if _HOST_AND_PORT.fullmatch(authority) or "@" not in rest:
        return rest
    # A password with a `/`, `?` or `#` that should have been percent-encoded.
    return rest[rest.rindex("@") + 1 :]


def _without_secret_pairs(text: str) -> str:
    return _SECRET_PAIR.sub(r"\g<name>***", text)
