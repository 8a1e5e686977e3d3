"""What an entry shows beside its words: a picture, a video, a way to another site."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from apps.connectors.feeds.listing import Entry

MEDIA = ("image", "video")
MOST_HOSTS = 10
MOST_TAGS = 500
_TAG = re.compile(r"<(?P<name>img|video|iframe|embed|a)\s(?P<attributes>[^>]{1,1000})>", re.I)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s*=\s*[\"']?([^\"'\s>]{0,1000})", re.I)
_WRITTEN_OUT = re.compile(r"(?<![\"'=\w/])https?://[^\s\"'<>/?#]{1,255}", re.I)
_BY_NAME = re.compile(r"\.(?:(?P<image>jpe?g|png|gif|webp|avif)|(?P<video>mp4|webm|mov|m4v))(?:[?#]|$)", re.I)
_OF_VIDEOS = ("youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com")
# Pictures that show who writes or how they feel, not what they write about.
_OF_FACES = ("gravatar.com", "s.w.org")


@dataclass(frozen=True, slots=True)
class Beside:
    """``media``: "image" and "video"; ``links_to``: other hosts, without ``www.``."""

    media: tuple[str, ...]
    links_to: tuple[str, ...]


def beside_the_words(entry: Entry, url: str) -> Beside:
    """``url``: where the entry itself is; its own site is no other host."""
    shown = [_kind(said, address) for said, address in entry.media]
    linked: list[str] = []
    for words in (entry.content, entry.summary):
        linked += [_host(found[0]) for found in islice(_WRITTEN_OUT.finditer(words.raw), MOST_TAGS)]
        if words.markup == "html":
            tags = _tags(words.raw)
            shown += [_shown(name, attributes) for name, attributes in tags if name != "a"]
            linked += [_host(attributes.get("href", "")) for name, attributes in tags if name == "a"]
    home = _host(url)
    away = dict.fromkeys(host for host in linked if host and not _is_same(host, home))
    return Beside(tuple(kind for kind in MEDIA if kind in shown), tuple(away)[:MOST_HOSTS])


def _kind(said: str, address: str) -> str:
    """``said``: a media type like image/png, or a medium like video; names of files tell where it says nothing."""
    if _is_of(_host(address), _OF_FACES):
        return ""
    start = said.lower().partition("/")[0]
    if start in ("image", "video"):
        return start
    if _is_of(_host(address), _OF_VIDEOS):
        return "video"
    by_name = _BY_NAME.search(address)
    return by_name.lastgroup or "" if by_name and not said else ""


def _tags(raw: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (tag["name"].lower(), {name.lower(): value for name, value in _ATTRIBUTE.findall(tag["attributes"])})
        for tag in islice(_TAG.finditer(raw), MOST_TAGS)
    ]


def _shown(name: str, attributes: dict[str, str]) -> str:
    if name == "video":
        return "video"
    if name == "img":
        return "" if _is_a_dot(attributes) else _kind("image", attributes.get("src", ""))
    return _kind("frame", attributes.get("src", ""))


def _is_a_dot(attributes: dict[str, str]) -> bool:
    """One that counts readers, or a smiley."""
    return {attributes.get("width"), attributes.get("height")} & {"0", "1", "2"} != set() or attributes.get(
        "class", ""
    ).startswith(("wp-smiley", "emoji"))


def _is_same(host: str, home: str) -> bool:
    return _is_of(host, (home,)) or _is_of(home, (host,))


def _is_of(host: str, sites: tuple[str, ...]) -> bool:
    return any(site and (host == site or host.endswith(f".{site}")) for site in sites)


def _host(address: str) -> str:
    """Without ``www.``; "" for what is no address on the web."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""
