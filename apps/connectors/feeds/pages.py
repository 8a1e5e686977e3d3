"""The feeds that a web page announces."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from apps.connectors.feeds.decoding import decoded
from apps.net.client import Answer

FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
    }
)
_MOST_PAGE = 524_288
_MOST_LINKS = 200
_LINK_HEADER = re.compile(
    r"<([^<>]{1,2000})>((?:\s*;\s*[a-z*]{1,20}\s*=\s*(?:\"[^\"]{0,500}\"|[^\s\",;]{0,500}))*)", re.I
)
_LINK_PART = re.compile(r"([a-z*]{1,20})\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]*))", re.I)


@dataclass(frozen=True, kw_only=True)
class Announced:
    """What a page says about its feeds, in its own order, as absolute addresses; and whether WordPress wrote it."""

    feeds: tuple[str, ...]
    is_wordpress: bool


def announced(answer: Answer) -> Announced:
    """The feeds in the HTTP ``Link`` header and in ``<link rel=alternate>``, each once."""
    links = _links(answer)
    feeds = [address for address, rel, kind in links if "alternate" in rel and kind in FEED_TYPES]
    wordpress = any("https://api.w.org/" in rel for _address, rel, _kind in links)
    return Announced(feeds=tuple(dict.fromkeys(feeds)), is_wordpress=wordpress)


def alternates_in(answer: Answer) -> list[tuple[str, str]]:
    """Every ``alternate`` that the header or the page names, feed or not: address and kind."""
    return [(address, kind) for address, rel, kind in _links(answer) if "alternate" in rel]


def links_in_header(answer: Answer) -> list[tuple[str, list[str]]]:
    """What the HTTP ``Link`` header names: absolute address and relations."""
    return [(address, rel) for address, rel, _kind in _in_header(answer)]


def _links(answer: Answer) -> list[tuple[str, list[str], str]]:
    page = _parsed(answer)
    return [*_in_header(answer), *(_in_page(page, answer.url) if page is not None else ())]


def _in_header(answer: Answer) -> list[tuple[str, list[str], str]]:
    found = []
    for address, parts in _LINK_HEADER.findall(answer.headers.get("link", "")[:20_000])[:_MOST_LINKS]:
        named = {name.lower(): quoted or bare for name, quoted, bare in _LINK_PART.findall(parts)}
        found.append(
            (_joined(answer.url, address), named.get("rel", "").split(), _kind(named.get("type", "")))
        )
    return found


def _parsed(answer: Answer) -> etree._Element | None:
    text = decoded(answer.body[:_MOST_PAGE], answer.headers.get("content-type", ""))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _in_page(page: etree._Element, url: str) -> list[tuple[str, list[str], str]]:
    base = next((_joined(url, tag.get("href", "")) for tag in page.iter("base") if tag.get("href")), url)
    found: list[tuple[str, list[str], str]] = []
    for tag in page.iter("link"):
        rel, address = tag.get("rel", "").lower().split(), tag.get("href", "").strip()
        if address and len(found) < _MOST_LINKS:
            found.append((_joined(base, address), rel, _kind(tag.get("type", ""))))
    return found


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _kind(written: str) -> str:
    return written.partition(";")[0].strip().lower()
