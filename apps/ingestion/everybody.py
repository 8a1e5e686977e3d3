"""The only questions that look across councils, asked as ``gc_match``, which may read ids and trees and nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

FOLLOWERS = """
SELECT organisation_id FROM discoveries_follow WHERE source_id = %s AND ended_at IS NULL ORDER BY organisation_id
"""
SEARCHES_AFTER = """
SELECT id, organisation_id, resolved::text, state, version, rev FROM searches_search WHERE rev > %s ORDER BY rev
"""
FOLLOWS_AFTER = """
SELECT id, organisation_id, source_id, since, ended_at, rev FROM discoveries_follow WHERE rev > %s ORDER BY rev
"""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search as the matcher sees it; ``tree`` is its resolved tree, as stored."""

    id: UUID
    organisation_id: UUID
    tree: Any
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
    return [organisation for (organisation,) in _rows(FOLLOWERS, source_id)]


def searches_after(rev: int) -> Iterator[SearchRow]:
    """What changed since ``rev``, in order."""
    return (
        SearchRow(search_id, organisation_id, json.loads(tree), *rest)
        for search_id, organisation_id, tree, *rest in _rows(SEARCHES_AFTER, rev)
    )


def follows_after(rev: int) -> Iterator[FollowRow]:
    """What changed since ``rev``, in order."""
    return (FollowRow(*row) for row in _rows(FOLLOWS_AFTER, rev))


def _rows(statement: str, argument: int | UUID) -> list[Any]:
    with connections["match"].cursor() as cursor:
        cursor.execute(statement, [argument])
        return list(cursor.fetchall())
