"""The slow way, for feeds that are not well-formed: feedparser, on a bounded piece, with its own cleaning off."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from feedparser.api import parse

from apps.connectors.contract import MOST_ITEMS
from apps.connectors.feeds.listing import Entry, Listing, Unreadable, Words
from apps.connectors.plain import MOST_FIELD

PARSE: Callable[..., Any] = parse
MOST_TO_MEND = 262_144
_KINDS = {"rss": "rss", "atom": "atom", "cdf": "rss"}
# Its parsers are old and assert things about their input; none of that may end a worker.
_GIVES_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def read(text: str) -> Listing:
    """The listing in broken XML, from at most its first 256 KB; ``kind`` is empty when no feed was in it.

    Never ``complete``: what broke may have swallowed an entry, and that is no withdrawal.
    """
    read = _mended(text[:MOST_TO_MEND])
    listing = Listing(
        kind=_kind(str(read.get("version") or "")),
        complete=False,
        title=_words(read.feed.get("title_detail")),
        home=_text(read.feed, "link"),
        language=_text(read.feed, "language"),
        author=_text(read.feed.get("author_detail") or {}, "name"),
        generator=_text(read.feed, "generator"),
        ttl_minutes=_text(read.feed, "ttl"),
        update_period=_text(read.feed, "sy_updateperiod"),
        update_frequency=_text(read.feed, "sy_updatefrequency"),
    )
    listing.entries = [_entry(entry) for entry in read.entries[:MOST_ITEMS]]
    return listing


def _mended(piece: str) -> Any:
    try:
        return PARSE(piece.encode(), sanitize_html=False, resolve_relative_uris=False)
    except _GIVES_UP as strange:
        raise Unreadable(_("This feed is written too badly to be read.")) from strange


def _kind(version: str) -> str:
    if version in ("rss090", "rss10"):
        return "rdf"
    return next((kind for start, kind in _KINDS.items() if version.startswith(start)), "")


def _entry(entry: Any) -> Entry:
    return Entry(
        native_id=_text(entry, "id"),
        link=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        title=_words(entry.get("title_detail")),
        summary=_words(entry.get("summary_detail")),
        content=_words(next(iter(entry.get("content", ())), None)),
        author=_text(entry, "author"),
        language=_text(entry, "language"),
        dates=[_text(entry, name) for name in ("published", "created", "updated")],
        tags=[_text(tag, "label") or _text(tag, "term") for tag in entry.get("tags", ())[:40]],
        comments_feed=_text(entry, "wfw_commentrss"),
        media=_media(entry),
    )


def _media(entry: Any) -> list[tuple[str, str]]:
    shown = [(_text(one, "type"), _text(one, "href")) for one in entry.get("enclosures", ())[:40]]
    shown += [
        (_text(one, "medium") or _text(one, "type"), _text(one, "url"))
        for one in entry.get("media_content", ())[:40]
    ]
    return shown + [("image", _text(one, "url")) for one in entry.get("media_thumbnail", ())[:5]]


def _words(detail: Any) -> Words:
    if not detail:
        return Words()
    return Words(raw=_text(detail, "value"), markup="text" if detail.get("type") == "text/plain" else "html")


def _text(holder: Any, name: str) -> str:
    # Asking first: feedparser's dictionary answers some names with others, and warns about it.
    if name not in holder:
        return ""
    value = holder[name]
    return value[:MOST_FIELD].strip() if isinstance(value, str) else ""
