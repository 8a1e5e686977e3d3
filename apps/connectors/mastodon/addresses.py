"""What an address in the manner of Mastodon means: somebody's account, a tag, or neither."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from apps.connectors.feeds.manner import path_of
from apps.connectors.feeds.walking import with_scheme

_USER = r"[\w][\w.-]{0,60}"
_HANDLE = re.compile(rf"@?(?P<user>{_USER})@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)", re.I | re.ASCII)
_AT = re.compile(rf"@(?P<user>{_USER})(?:@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?))?", re.I | re.ASCII)
_PLAIN = re.compile(_USER, re.ASCII)
_TAG = re.compile(r"[^\W_](?:\w{0,98}[^\W_])?")
_FEED_ENDING = re.compile(r"\.(?:rss|atom|json)$", re.I)
_ACCOUNTS = {"users", "u"}
_TAGS = {"tags", "tag"}


@dataclass(frozen=True, kw_only=True)
class Meant:
    """``page``: what to open. ``host`` is that of the account's own server; of a tag, of the server asked."""

    page: str
    host: str
    user: str = ""
    tag: str = ""


def meant_by(url: str) -> Meant | None:
    """What the address stands for, by its shape alone; None when it is no such address."""
    handle = _HANDLE.fullmatch(url.strip())
    if handle and url.strip().startswith("@"):
        return _account(f"https://{handle['host']}", handle["host"], handle["user"])
    try:
        server = urlsplit(with_scheme(url))
    except ValueError:
        return None
    parts = [unquote(part) for part in path_of(url)]
    if not parts or not server.netloc or "@" in server.netloc:
        return None
    return _in_path(f"{server.scheme}://{server.netloc}", server.netloc.lower(), parts)


def _in_path(server: str, host: str, parts: list[str]) -> Meant | None:
    first, rest = _FEED_ENDING.sub("", parts[0]), parts[1:]
    at = _AT.fullmatch(first)
    if at:
        elsewhere = at["host"] and at["host"].lower() != host
        home = f"https://{at['host']}" if elsewhere else server
        return _account(home, at["host"] or host, at["user"])
    second = _FEED_ENDING.sub("", rest[0]) if rest else ""
    if first in _ACCOUNTS and _PLAIN.fullmatch(second):
        return Meant(page=f"{server}/{first}/{second}", host=host, user=second.lower())
    if first in _TAGS and _TAG.fullmatch(second):
        return Meant(page=f"{server}/{first}/{second}", host=host, tag=second)
    return None


def _account(server: str, host: str, user: str) -> Meant:
    return Meant(page=f"{server}/@{user}", host=host.lower(), user=user.lower())
