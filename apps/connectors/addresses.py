"""Addresses that only some people were given."""

import re
from urllib.parse import urlsplit

_SECRET = re.compile(r"^(?:token|key|apikey|api_key|auth|secret|signature|sig|access_token|private)$", re.I)
_GOOGLE = re.compile(r"^(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$")


def is_google_alert(address: str) -> bool:
    """Whether this is a feed of Google Alerts, which only its maker was given."""
    parts = urlsplit(address)
    return bool(_GOOGLE.match(parts.hostname or "")) and parts.path.startswith("/alerts/feeds/")


def is_secret(address: str) -> bool:
    """Whether whoever knows this address is let in by knowing it."""
    names = (pair.partition("=")[0] for pair in urlsplit(address).query.split("&"))
    return is_google_alert(address) or any(_SECRET.match(name) for name in names)
