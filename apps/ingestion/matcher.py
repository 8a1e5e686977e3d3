"""The live matcher: every council's running searches in memory, brought up to date before each batch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.common.clock import day_of
from apps.discoveries.models import Item
from apps.ingestion.everybody import FollowRow, SearchRow, follows_after, searches_after
from apps.searches.language.ast import Node, from_json
from apps.searches.language.tokens import Text, tokenise
from apps.searches.matching.index import Index


@dataclass(frozen=True, slots=True)
class Listener:
    """A running search: whose it is and as which version it listens."""

    organisation_id: UUID
    version: int
    tree: Node


class Matcher:
    """One process's copy. ``catch_up`` reads what changed since it last read; a lost copy is read anew."""

    def __init__(self) -> None:
        self.index: Index[UUID] = Index()
        self.listeners: dict[UUID, Listener] = {}
        self.follows: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
        self.search_rev = 0
        self.follow_rev = 0

    def catch_up(self) -> None:
        for search in searches_after(self.search_rev):
            self._hear(search)
        for follow in follows_after(self.follow_rev):
            self._follow(follow)

    def hits(self, item: Item) -> dict[UUID, dict[UUID, tuple[int, Node]]]:
        """By council: the searches that this item meets, with version and tree."""
        followers = self.follows.get(item.source_id, {})
        if not followers:
            return {}
        found: dict[UUID, dict[UUID, tuple[int, Node]]] = defaultdict(dict)
        for search_id in self.index.match(tokenise(text_of(item)), day_of(item.first_seen)):
            listener = self.listeners[search_id]
            since = followers.get(listener.organisation_id)
            if since is not None and since <= item.first_seen:
                found[listener.organisation_id][search_id] = (listener.version, listener.tree)
        return dict(found)

    def _hear(self, search: SearchRow) -> None:
        self.search_rev = search.rev
        if search.id in self.listeners:
            self.index.drop(search.id)
            del self.listeners[search.id]
        if search.state == "running":
            tree = from_json(search.tree)
            self.index.put(search.id, tree)
            self.listeners[search.id] = Listener(search.organisation_id, search.version, tree)

    def _follow(self, follow: FollowRow) -> None:
        self.follow_rev = follow.rev
        if follow.ended_at is None:
            self.follows[follow.source_id][follow.organisation_id] = follow.since
        else:
            self.follows[follow.source_id].pop(follow.organisation_id, None)


def text_of(item: Item) -> Text:
    return Text(
        title=item.title,
        body=item.text,
        author=item.author,
        url=item.url,
        language=item.language,
        tags=tuple(item.tags),
        has=tuple(item.has),
        source=item.source_id.hex,
    )


def by_council(
    matcher: Matcher, items: Iterable[Item]
) -> dict[UUID, list[tuple[Item, dict[UUID, tuple[int, Node]]]]]:
    """The batch's hits, councils in the same order in every process, so that their locks never cross."""
    hits: dict[UUID, list[tuple[Item, dict[UUID, tuple[int, Node]]]]] = defaultdict(list)
    for item in items:
        for organisation_id, searches in matcher.hits(item).items():
            hits[organisation_id].append((item, searches))
    return dict(sorted(hits.items()))
