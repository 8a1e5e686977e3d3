"""The only questions that look across councils, asked as ``gc_match``, which may read ids and trees and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

# So many rows at a time: a matcher that starts reads every council's, and holds no more of them than these.
PAGE = 2_000
FOLLOWERS = """
SELECT organisation_id FROM discoveries_follow WHERE source_id = %s AND ended_at IS NULL ORDER BY organisation_id
"""
SEARCHES_AFTER = """
SELECT id, organisation_id, resolved::text, state, version, rev FROM searches_search WHERE rev > %s ORDER BY rev LIMIT %s
"""
FOLLOWS_AFTER = """
SELECT id, organisation_id, source_id, since, ended_at, rev FROM discoveries_follow WHERE rev > %s
ORDER BY rev LIMIT %s
"""
MEETINGS = """
WITH item AS MATERIALIZED (
    SELECT place - 1 AS place, vector::tsvector AS vector FROM unnest(%s::text[]) WITH ORDINALITY AS v (vector, place)
), search AS MATERIALIZED (
    SELECT place - 1 AS place, asked::tsquery AS asked FROM unnest(%s::text[]) WITH ORDINALITY AS q (asked, place)
)
SELECT item.place, search.place FROM item, search WHERE search.asked IS NULL OR item.vector @@ search.asked
"""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search as the matcher sees it; ``tree`` is its resolved tree, as stored in JSON."""

    id: UUID
    organisation_id: UUID
    tree: str
    state: str
    version: int
    rev: int


@dataclass(frozen=True, slots=True)
class FollowRow:
    """A follow as the matcher sees it."""

    id: UUID
    organisation_id: UUID
    source_id: UUID
    since: datetime
    ended_at: datetime | None
    rev: int


def followers_of(source_id: UUID) -> list[UUID]:
    """The councils that follow a source, always in the same order."""
    return [organisation for (organisation,) in _rows(FOLLOWERS, [source_id])]


def searches_after(rev: int) -> Iterator[SearchRow]:
    """What changed since ``rev``, in order."""
    return (SearchRow(*row) for row in _after(SEARCHES_AFTER, rev))


def follows_after(rev: int) -> Iterator[FollowRow]:
    """What changed since ``rev``, in order."""
    return (FollowRow(*row) for row in _after(FOLLOWS_AFTER, rev))


def _after(statement: str, rev: int) -> Iterator[Any]:
    """Page by page; ``rev`` comes last in each row. Revs are taken at commit, so nothing comes in behind a page."""
    rows = [(rev,)]
    while rows:
        rows = _rows(statement, [rows[-1][-1], PAGE])
        yield from rows


def _rows(statement: str, arguments: list[Any]) -> list[Any]:
    with connections["match"].cursor() as cursor:
        cursor.execute(statement, arguments)
        return list(cursor.fetchall())


def meetings(vectors: Sequence[str], queries: Sequence[str | None]) -> list[tuple[int, int]]:
    """Which of the vectors meet which of the queries, by their places. No row of anybody's is read."""
    return _rows(MEETINGS, [list(vectors), list(queries)])
