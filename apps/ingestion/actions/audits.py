"""Each night PostgreSQL is asked what the matcher answered: for some items, every council's searches, one by one.

Three must agree: the index in memory, ``@@`` on the vectors as they are stored, and the finds that were made.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from apps.common.clock import day_of
from apps.discoveries.actions.finds import left_alone_here
from apps.discoveries.identity import find_identity
from apps.discoveries.models import FindMatch, Item, Tombstone
from apps.discoveries.texts import text_of
from apps.ingestion.everybody import meetings
from apps.ingestion.matcher import Listener, Matcher
from apps.ingestion.models import NightlyAudit
from apps.organisations.scope import council
from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.dates import date_range
from apps.searches.language.tokens import TOKENISER_VERSION, tokenise

log = logging.getLogger(__name__)
# So many searches at a time: a statement takes an instant, and whoever kills us waits no longer.
AT_ONCE = 2_000
MOST_TOLD = 20

Met = dict[UUID, set[Listener]]


def audit_matching(*, matcher: Matcher, at: datetime) -> NightlyAudit:
    """Compare what this matcher answered lately with what PostgreSQL says. Each disagreement is logged, by ids only."""
    matcher.catch_up()
    items = _items(matcher)
    index = {item.id: matcher.index.match(tokenise(text_of(item)), day_of(item.first_seen)) for item in items}
    postgres = _postgres_says(items, matcher)
    wrong = {(item.id, listener.id) for item in items for listener in index[item.id] ^ postgres[item.id]}
    for item in items:
        wrong |= {(item.id, listener.id) for listener in _missing(item, postgres[item.id], matcher)}
    for item_id, search_id in list(wrong)[:MOST_TOLD]:
        log.error("Search %s and item %s: the matcher and PostgreSQL disagree.", search_id, item_id)
    return NightlyAudit.objects.create(
        at=at, items=len(items), searches=len(matcher.listeners), disagreements=len(wrong)
    )


def _items(matcher: Matcher) -> list[Item]:
    """A sample of what it matched; what was withdrawn or tokenised otherwise since cannot be compared."""
    sample = Item.objects.passing().filter(pk__in=matcher.sample, tokeniser=TOKENISER_VERSION)
    return list(sample.exclude(matched_at=None).annotate(stored=Cast("vector", TextField())))


def _postgres_says(items: Sequence[Item], matcher: Matcher) -> Met:
    said: Met = {item.id: set() for item in items}
    vectors = [item.stored for item in items]  # type: ignore[attr-defined]  # annotated above
    for listeners in _some_at_once(list(matcher.listeners.values())):
        trees = [listener.tree for listener in listeners]
        for place, search in meetings(vectors, list(map(to_tsquery, trees))):
            if day_of(items[place].first_seen) in date_range(trees[search]):
                said[items[place].id].add(listeners[search])
    return said


def _some_at_once(listeners: list[Listener]) -> Iterator[list[Listener]]:
    every = iter(listeners)
    while some := list(islice(every, AT_ONCE)):
        yield some


def _missing(item: Item, met: set[Listener], matcher: Matcher) -> Iterator[Listener]:
    """Searches that listened then as they do now, and of whose meeting this item no find tells."""
    followers = matcher.follows.get(item.source_id, {})
    expected: dict[UUID, dict[UUID, Listener]] = {}
    for listener in met:
        since = followers.get(listener.organisation_id)
        if since is not None and since <= item.first_seen and listener.rev <= matcher.sample[item.id]:
            expected.setdefault(listener.organisation_id, {})[listener.id] = listener
    for organisation_id, listeners in expected.items():
        yield from _untold(organisation_id, item, listeners)


def _untold(organisation_id: UUID, item: Item, expected: Mapping[UUID, Listener]) -> list[Listener]:
    identity = find_identity(url=item.url, source_id=item.source_id, identity=item.identity)
    with council(organisation_id):
        if left_alone_here(organisation_id).covers(item.author_digest):
            return []
        if Tombstone.objects.filter(identity=identity).exists():
            return []
        told = FindMatch.objects.filter(find__identity=identity).values_list("search_id", flat=True)
        return [expected[search_id] for search_id in expected.keys() - set(told)]
