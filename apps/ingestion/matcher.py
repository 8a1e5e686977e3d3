"""The live matcher: every council's running searches in memory, brought up to date before each batch."""

import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from secrets import choice
from uuid import UUID

from apps.common.clock import day_of
from apps.discoveries.actions.finds import Hit
from apps.discoveries.models import Item
from apps.discoveries.texts import text_of
from apps.ingestion.everybody import FollowRow, SearchRow, follows_after, searches_after
from apps.ingestion.models import Frequency
from apps.searches.language.ast import Node, from_json
from apps.searches.language.tokens import tokenise
from apps.searches.matching.index import Index

SAMPLE = 20


@dataclass(frozen=True, slots=True, eq=False)
class Listener:
    """A running search: whose it is and as which version it listens.

    Its tree stays as written until a find is made: those of 100,000 searches would fill 60 MB.
    """

    id: UUID
    organisation_id: UUID
    version: int
    rev: int
    written: str

    @property
    def tree(self) -> Node:
        return from_json(json.loads(self.written))


class Matcher:
    """One process's copy. ``catch_up`` reads what changed since it last read; a lost copy is read anew.

    ``sample``: some items it matched lately, each with the rev that it had read by then, for the nightly audit.
    """

    def __init__(self) -> None:
        self.index: Index[Listener] = Index()
        self.listeners: dict[UUID, Listener] = {}
        self.follows: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
        self.councils: dict[UUID, UUID] = {}
        self.sample: dict[UUID, int] = {}
        self.search_rev = 0
        self.follow_rev = 0
        self.has_started = False

    def catch_up(self) -> None:
        if self.has_started:
            self._read()
            return
        with _here_to_stay():
            self.index = Index(frequencies())
            self._read()
        self.has_started = True

    def remember(self, items: Sequence[Item]) -> None:
        """Keep one of them in the sample, in place of any other once it is full."""
        if len(self.sample) >= SAMPLE:
            del self.sample[choice(list(self.sample))]
        self.sample[choice(items).id] = self.search_rev

    def _read(self) -> None:
        for search in searches_after(self.search_rev):
            self._hear(search)
        for follow in follows_after(self.follow_rev):
            self._follow(follow)

    def hits(self, item: Item) -> dict[UUID, Hit]:
        """By council: the item with the searches that it meets there."""
        followers = self.follows.get(item.source_id, {})
        if not followers:
            return {}
        met: dict[UUID, dict[UUID, Listener]] = defaultdict(dict)
        for listener in self.index.match(tokenise(text_of(item)), day_of(item.first_seen)):
            since = followers.get(listener.organisation_id)
            if since is not None and since <= item.first_seen:
                met[listener.organisation_id][listener.id] = listener
        return {council: Hit(item=item, searches=searches) for council, searches in met.items()}

    def _hear(self, search: SearchRow) -> None:
        self.search_rev = search.rev
        before = self.listeners.pop(search.id, None)
        if before is not None:
            self.index.drop(before)
        if search.state == "running":
            council = self.councils.setdefault(search.organisation_id, search.organisation_id)
            listener = Listener(search.id, council, search.version, search.rev, search.tree)
            self.index.put(listener, listener.tree)
            self.listeners[search.id] = listener

    def _follow(self, follow: FollowRow) -> None:
        self.follow_rev = follow.rev
        if follow.ended_at is None:
            self.follows[follow.source_id][follow.organisation_id] = follow.since
        else:
            self.follows[follow.source_id].pop(follow.organisation_id, None)


def frequencies() -> dict[str, int]:
    return {each.lexeme: int(each.documents) for each in Frequency.objects.all()}


@contextmanager
def _here_to_stay() -> Iterator[None]:
    """What is made inside is never garbage: the collector need not walk over it, now or later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def by_council(matcher: Matcher, items: Iterable[Item]) -> dict[UUID, list[Hit]]:
    """The batch's hits, councils in the same order in every process, so that their locks never cross."""
    hits: dict[UUID, list[Hit]] = defaultdict(list)
    for item in items:
        for organisation_id, hit in matcher.hits(item).items():
            hits[organisation_id].append(hit)
    return dict(sorted(hits.items()))
