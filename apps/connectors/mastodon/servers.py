"""Whether a server speaks ActivityPub, as Mastodon and its like do: asked of itself, never looked up in a list."""

import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from apps.connectors.feeds.pages import alternates_in
from apps.connectors.feeds.walking import Walk
from apps.net.client import Answer

ACTIVITY = "application/activity+json"
_LINKED_DATA = "application/ld+json"
_NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/"
_ROBOTS = re.compile(r"<meta\b[^<>]{0,200}\bname\s*=\s*[\"']robots[\"'][^<>]{0,200}>", re.I)
_NOINDEX = re.compile(r"\bno(?:index|ne)\b", re.I)
_MOST_HEAD = 524_288


def speaks_activitypub(walk: Walk, answer: Answer) -> bool:
    """By what the page announces, else by the server's nodeinfo."""
    kinds = {kind for _address, kind in alternates_in(answer)}
    return bool({ACTIVITY, _LINKED_DATA} & kinds) or _says_so(walk, answer.url)


def asks_to_be_left_out(answer: Answer) -> bool:
    """Whether an account's page asks programs not to collect it (robots: noindex)."""
    head = answer.body[:_MOST_HEAD].decode("utf-8", errors="replace")
    asked = " ".join([*_ROBOTS.findall(head), answer.headers.get("x-robots-tag", "")])
    return bool(_NOINDEX.search(asked))


def _says_so(walk: Walk, url: str) -> bool:
    known = _json_at(walk, urljoin(url, "/.well-known/nodeinfo"))
    for link in _list(known, "links"):
        if isinstance(link, dict) and str(link.get("rel", "")).startswith(_NODEINFO):
            address = urljoin(url, str(link.get("href", "")))
            is_its_own = urlsplit(address).netloc == urlsplit(url).netloc
            return is_its_own and "activitypub" in _list(_json_at(walk, address), "protocols")
    return False


def _json_at(walk: Walk, address: str) -> Any:
    answer = walk.found(address)
    try:
        return json.loads(answer.body[:65_536]) if answer else None
    except (ValueError, RecursionError):
        return None


def _list(holder: Any, name: str) -> list[Any]:
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, list) else []
