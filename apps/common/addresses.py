"""Addresses from outside: only http and https, in one spelling, without the strings that follow people about."""

import re
from urllib.parse import parse_qs, urljoin, urlsplit, urlunsplit

MOST_ADDRESS = 2_000
_FOLLOWING = re.compile(
    r"^(?:utm_|(?:at_medium|at_campaign|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid)(?:=|$))", re.I
)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]")
_GOOGLE = re.compile(r"^(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(address: str, base: str = "") -> str:
    """The http(s) address in one spelling, or "" when it is none.

    Joined to ``base``; host in lower case, no default port, no name and password, no campaign parameters
    (utm_* and their like), Google's /url?…&url= wrapping taken off. Fragments stay: comments live there.
    """
    try:
        return _spelled(_joined(address, base))
    except ValueError:
        return ""


def _joined(address: str, base: str) -> str:
    squeezed = _CONTROLS.sub(lambda found: "%20" if found[0] == " " else "", address.strip())
    return urljoin(base, squeezed) if base else squeezed


def _spelled(address: str) -> str:
    parts = urlsplit(address)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in _DEFAULT_PORTS or not host or len(address) > MOST_ADDRESS:
        return ""
    wrapped = _unwrapped(host, parts.path, parts.query)
    if wrapped:
        return canonical(wrapped)
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if parts.port in (None, _DEFAULT_PORTS[scheme]) else f"{shown}:{parts.port}"
    kept = "&".join(pair for pair in parts.query.split("&") if not _FOLLOWING.match(pair))
    return urlunsplit((scheme, netloc, parts.path or "/", kept, parts.fragment))


def _unwrapped(host: str, path: str, query: str) -> str:
    if not (_GOOGLE.match(host) and path == "/url"):
        return ""
    given = parse_qs(query)
    return (given.get("url") or given.get("q") or [""])[0]
