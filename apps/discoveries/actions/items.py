"""Taking in what passes by: once each, without the people who asked to be left alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from apps.common.ids import new_id
from apps.discoveries.identity import author_digest, digest
from apps.discoveries.models import Item, LeftAlone, Source
from apps.searches.language.tokens import TOKENISER_VERSION, Text, tokenise

FROM_THE_FIRST_LOOK = 20

MARK_SEEN = """
INSERT INTO discoveries_seen (source_id, identity, last_listed)
SELECT %(source)s, identity, %(at)s FROM unnest(%(identities)s::text[]) AS identity ORDER BY identity
ON CONFLICT (source_id, identity) DO UPDATE SET last_listed = excluded.last_listed
RETURNING identity, (xmax = 0) AS is_new
"""

ADD_ITEM = """
INSERT INTO discoveries_item (
    id, first_seen, source_id, identity, url, title, text, author, author_digest, language, tags, has, links_to,
    published_at, is_history, vector, tokeniser, matched_at
) VALUES (
    %(id)s, %(first_seen)s, %(source)s, %(identity)s, %(url)s, %(title)s, %(text)s, %(author)s, %(author_digest)s,
    %(language)s, %(tags)s, %(has)s, %(links_to)s, %(published_at)s, %(is_history)s, %(vector)s::tsvector,
    %(tokeniser)s, %(matched_at)s
)
"""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Something public that a source lists, in plain text, as ingestion read it. ``identity``: within its source."""

    identity: str
    url: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    links_to: tuple[str, ...] = ()
    published_at: datetime | None = None


@transaction.atomic
def take_in(*, source: Source, arrivals: Sequence[Arrival], at: datetime) -> int:
    """Store what is new, newest first; how many that were. Of a first look the newest 20 may become finds."""
    welcome = without_left_alone(arrivals, source.host)
    new = mark_seen(source_id=source.id, identities=[digest(arrival.identity) for arrival in welcome], at=at)
    fresh = [arrival for arrival in welcome if digest(arrival.identity) in new]
    is_first = source.first_look_at is None
    rows = [
        _row(source, arrival, at, is_history=is_first and place >= FROM_THE_FIRST_LOOK)
        for place, arrival in enumerate(fresh)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(ADD_ITEM, rows)
    return len(rows)


def mark_seen(*, source_id: UUID, identities: Iterable[str], at: datetime) -> set[str]:
    """The source lists these now; those that it never listed before."""
    unique = sorted(set(identities))
    with connection.cursor() as cursor:
        cursor.execute(MARK_SEEN, {"source": source_id, "identities": unique, "at": at})
        return {identity for identity, is_new in cursor.fetchall() if is_new}


def without_left_alone(arrivals: Sequence[Arrival], host: str) -> list[Arrival]:
    """Without what is by people who asked the whole platform to leave them alone."""
    digests = {arrival.identity: author_digest(arrival.author, host) for arrival in arrivals}
    alone = set(LeftAlone.objects.filter(digest__in=set(digests.values())).values_list("digest", flat=True))
    return [arrival for arrival in arrivals if digests[arrival.identity] not in alone]


def _row(source: Source, arrival: Arrival, at: datetime, *, is_history: bool) -> dict[str, Any]:
    text = Text(
        title=arrival.title,
        body=arrival.text,
        author=arrival.author,
        url=arrival.url,
        language=arrival.language,
        tags=arrival.tags,
        has=(*arrival.media, "link") if arrival.links_to else arrival.media,
        source=source.id.hex,
    )
    document = tokenise(text)
    return {
        "id": new_id(),
        "first_seen": at,
        "source": source.id,
        "identity": digest(arrival.identity),
        "url": arrival.url[:2000],
        "title": arrival.title[:500],
        "text": arrival.text,
        "author": arrival.author[:120],
        "author_digest": author_digest(arrival.author, source.host),
        "language": arrival.language[:35],
        "tags": [tag[:100] for tag in arrival.tags[:50]],
        "has": list(document.has),
        "links_to": list(arrival.links_to),
        "published_at": arrival.published_at,
        "is_history": is_history,
        "vector": document.vector(),
        "tokeniser": TOKENISER_VERSION,
        "matched_at": at if is_history else None,
    }


def find_withdrawn(*, source: Source, listed: frozenset[str], at: datetime) -> list[Item]:
    """Mark what the source no longer lists although it lists older things; those items."""
    standing = list(
        Item.objects.passing()
        .filter(source=source)
        .only("id", "identity", "published_at", "first_seen", "url")
    )
    still = [item for item in standing if item.identity in listed]
    if not still:
        return []
    oldest = min(_when(item) for item in still)
    gone = [item for item in standing if item.identity not in listed and _when(item) > oldest]
    Item.objects.filter(pk__in=[item.pk for item in gone]).update(
        withdrawn_at=at, title="", text="", author="", author_digest=""
    )
    return gone


def _when(item: Item) -> datetime:
    return item.published_at or item.first_seen


def keep_days(*, at: datetime, days: int) -> None:
    """Make the coming week's partitions and drop those that are older than we keep."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gc_make_item_days(%s::date, 8)", [at])
        cursor.execute("SELECT gc_drop_item_days((%s - make_interval(days => %s))::date)", [at, days])
