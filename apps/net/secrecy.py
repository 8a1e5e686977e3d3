"""Addresses that only some people were given: whoever knows one is let in by knowing it."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_SECRET = re.compile(
    r"^(?:[a-z_-]*(?:token|secret|signature|passw(?:or)?d)|(?:[a-z]+[_-])?(?:api_?)?key|auth|sig|private)$",
    re.I,
)
_GOOGLE = re.compile(r"^(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$")
_ALERT = re.compile(r"^/+alerts/+feeds/", re.I)
_REDDIT = re.compile(r"^(?:[a-z]+\.)?reddit\.com$")
_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f]")
_FEED = re.compile(r"^feed:(?://)?(?=https?:)", re.I)


def is_google_alert(address: str) -> bool:
    """Whether this is a feed of Google Alerts, which only its maker was given."""
    parts = _parts(address)
    return bool(_GOOGLE.match(_host(parts))) and bool(_ALERT.match(unquote(parts.path)))


def is_secret(address: str) -> bool:
    """Whether whoever knows this address is let in by knowing it, as it is written or as a browser would read it."""
    parts = _parts(address)
    names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    is_readers_own = bool(_REDDIT.match(_host(parts))) and "feed" in names
    lets_in = any(_SECRET.match(name) for name in names) or bool(parts.password)
    return lets_in or is_readers_own or is_google_alert(address)


def host_in_sight(address: str) -> str:
    """What may be shown of a secret address: its host."""
    return _host(_parts(address))


def _parts(address: str) -> SplitResult:
    squeezed = _FEED.sub("", _SPACE.sub("", address))
    try:
        return urlsplit(squeezed if "://" in squeezed[:12] else f"https://{squeezed}")
    except ValueError:
        return urlsplit("")


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".")
