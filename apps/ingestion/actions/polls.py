"""One look at one source, for everybody who follows it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from apps.common.actor import system
from apps.common.scope import org_scope
from apps.connectors.contract import Look, Memory, Outcome
from apps.connectors.registry import connector_for
from apps.discoveries.actions.finds import withdraw_finds
from apps.discoveries.actions.items import find_withdrawn, mark_seen, take_in
from apps.discoveries.actions.subscriptions import leave_news
from apps.discoveries.identity import digest, find_identity, host_of_url
from apps.discoveries.models import Item, Source
from apps.ingestion.actions.hubs import see_to_news
from apps.ingestion.arrivals import arrivals_of
from apps.ingestion.everybody import followers_of
from apps.work import actions as work
from apps.work.lanes import Lane
from apps.work.nudges import nudge

STATES = {
    Outcome.FRESH: Source.State.FINE,
    Outcome.UNCHANGED: Source.State.FINE,
    Outcome.WAITING: Source.State.WAITING,
    Outcome.ILL: Source.State.ILL,
    Outcome.STOPPED: Source.State.STOPPED,
}


def poll_source(*, claim: work.Claim, at: datetime) -> None:
    """Ask the source what it lists, outside any transaction; then write everything and the next time in one.

    A source that nobody follows is not asked. Raises LeaseLost.
    """
    source = Source.objects.filter(pk=claim.subject_id).first()
    if source is None or not followers_of(source.id):
        if source is not None:
            leave_news(source=source, at=at)
        work.finish(claim)
        return
    connector = connector_for(source.platform)
    look = connector.poll(_memory(source), at=at, floor_seconds=settings.GC_MIN_POLL_SECONDS)
    with transaction.atomic():
        work.hold(claim)
        if pause := connector.capabilities().pause_between:
            work.let_rest(lane=Lane.FETCH, share=source.host, until=at + pause)
        take_in_look(source=source, look=look, at=at)
        if look.outcome is Outcome.STOPPED:
            work.finish(claim)
        else:
            work.again(claim, due_at=see_to_news(source=source, look=look, at=at))


@transaction.atomic
def take_in_look(*, source: Source, look: Look, at: datetime) -> int:
    """Everything that one look brought: new items, what was withdrawn, how the source is. How many were new."""
    new = take_in(source=source, arrivals=arrivals_of(source.platform, look.items), at=at)
    if look.listed is not None:
        _withdraw(source, look, at)
    _write_down(source, look, at)
    if new:
        nudge(Lane.MATCH)
    return new


def _memory(source: Source) -> Memory:
    memory = Memory.from_json(source.memory)
    if source.wants_whole:
        return Memory.from_json(memory.to_json() | {"etag": "", "last_modified": ""})
    return memory


def _withdraw(source: Source, look: Look, at: datetime) -> None:
    listed = frozenset(digest(identity) for identity in look.listed or ())
    mark_seen(source_id=source.id, identities=listed, at=at)
    if look.complete and listed:
        withdraw_everywhere(source=source, items=find_withdrawn(source=source, listed=listed, at=at), at=at)


def withdraw_everywhere(*, source: Source, items: list[Item], at: datetime) -> None:
    """Items that are gone at their source are gone in every council that made finds of them."""
    identities = [
        find_identity(url=item.url, source_id=item.source_id, identity=item.identity) for item in items
    ]
    if not identities:
        return
    for organisation_id in followers_of(source.id):
        with org_scope(organisation_id):
            withdraw_finds(actor=system("ingestion", organisation_id), identities=identities, at=at)


def _write_down(source: Source, look: Look, at: datetime) -> None:
    source.memory = look.memory.to_json()
    source.state = STATES[look.outcome]
    source.sentence = look.sentence[:300]
    source.who_must_act = look.who_must_act
    source.looked_at = at
    source.next_at = None if look.outcome is Outcome.STOPPED else look.next_at
    source.title = look.title[:200] or source.title
    source.home_url = look.home_url[:2000] or source.home_url
    if look.outcome in {Outcome.FRESH, Outcome.UNCHANGED}:
        source.first_look_at = source.first_look_at or at
        source.wants_whole = False
    _move(source, look)
    source.save()


def _move(source: Source, look: Look) -> None:
    """Adopt a new address, unless another source lives there already."""
    if look.moved_to and not Source.objects.filter(url=look.moved_to).exists():
        source.url = look.moved_to
        source.host = host_of_url(look.moved_to)
