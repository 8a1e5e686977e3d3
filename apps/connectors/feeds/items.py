"""A listing becomes items that can be believed: canonical addresses, plain text, steady identities, newest first."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from apps.common.addresses import canonical
from apps.connectors.contract import Passing
from apps.connectors.feeds.listing import Entry, Listing, Words
from apps.connectors.feeds.media import beside_the_words
from apps.connectors.moments import moment
from apps.connectors.plain import MOST_NAME, one_line, plain, tidy

MOST_TAGS = 20
MOST_TAG = 80
MOST_ID = 280
MOST_WORN = 100
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.I)
_ADDRESS = re.compile(r"\S+@\S+")
# Gives nothing back once taken: a name of 60,000 @ was tried in every pair of them, for 24 seconds each.
_MAIL_AND_NAME = re.compile(r"(?=[^\s(]+@)[^\s(]++\s*+\((.+)\)\s*$")


def passings(
    listing: Listing, *, url: str, at: datetime, worn_ids: Iterable[str] = ()
) -> tuple[Passing, ...]:
    """The listing's items, newest first, each identity once; ``url`` is where it was read.

    An item without a readable date stays beside its neighbour. Of two with one identity the newer wins.
    """
    worn = set(worn_ids)
    base = canonical(listing.base, url) or url
    read = [_passing(entry, listing, base=base, at=at, worn=worn) for entry in listing.entries]
    ordered = sorted(zip(_standing(read), read, strict=True), key=lambda pair: pair[0], reverse=True)
    once: dict[str, Passing] = {}
    for _when, item in ordered:
        once.setdefault(item.identity, item)
    return tuple(once.values())


def worn_ids(listing: Listing, *, url: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The native ids that this source gives to more than one address, with those already known, at most 100."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for entry in listing.entries:
        if entry.native_id:
            addresses[_short(entry.native_id)].add(canonical(entry.link, url) or entry.title.raw)
    worn = {native_id for native_id, places in addresses.items() if len(places) > 1}
    return tuple(dict.fromkeys((*known, *sorted(worn))))[:MOST_WORN]


def is_chronicle(listing: Listing, *, at: datetime) -> bool:
    """Whether the feed lists its newest entries in order, so that one missing among them was withdrawn.

    A front page or a "hot" list picks as it likes: what leaves it is still there.
    """
    dates = [_date(entry, at) for entry in listing.entries]
    known = [date for date in dates if date]
    return len(known) == len(dates) and known == sorted(known, reverse=True)


def text_of(words: Words) -> str:
    """Plain text of what was written, markup or not."""
    return plain(words.raw) if words.markup == "html" else tidy(words.raw)


def name_of(written: str) -> str:
    """A display name; an e-mail address is never one."""
    named = _MAIL_AND_NAME.match(written)
    name = one_line(plain(named[1] if named else written), most=MOST_NAME)
    return "" if _ADDRESS.fullmatch(name) else name


def language_of(written: str) -> str:
    """The BCP 47 tag, or "" when it is none."""
    tag = written.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _passing(entry: Entry, listing: Listing, *, base: str, at: datetime, worn: set[str]) -> Passing:
    url = canonical(entry.link, canonical(entry.base, base) or base) if entry.link else ""
    title = one_line(text_of(entry.title))
    text = text_of(entry.content) or text_of(entry.summary)
    native_id = _short(entry.native_id)
    beside = beside_the_words(entry, url)
    return Passing(
        identity=_identity("" if native_id in worn else native_id, url, f"{title}\n{text}"),
        native_id=native_id,
        url=url,
        title=title,
        text=text,
        author=name_of(entry.author) or name_of(listing.author),
        language=language_of(entry.language) or language_of(listing.language),
        published_at=_date(entry, at),
        tags=_tags(entry.tags),
        media=beside.media,
        links_to=beside.links_to,
        comments_feed_url=canonical(entry.comments_feed, base) if entry.comments_feed else "",
    )


def _date(entry: Entry, at: datetime) -> datetime | None:
    return next(filter(None, (moment(date, at=at) for date in entry.dates)), None)


def _tags(written: list[str]) -> tuple[str, ...]:
    names = (one_line(plain(tag), most=MOST_TAG) for tag in written)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_TAGS]


def _short(native_id: str) -> str:
    clean = one_line(tidy(native_id), most=len(native_id))
    return clean if len(clean) <= MOST_ID else _digest(clean)


def _identity(native_id: str, url: str, words: str) -> str:
    if native_id:
        return f"id:{native_id}"
    if url:
        return f"url:{url if len(url) <= MOST_ID else _digest(url)}"
    return f"hash:{_digest(words)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _standing(items: list[Passing]) -> list[datetime]:
    latest, standings = datetime.max.replace(tzinfo=UTC), []
    for item in items:
        latest = item.published_at or latest
        standings.append(latest)
    return standings
