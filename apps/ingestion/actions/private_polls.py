"""One look behind a secret address, for the one council that knows it: what it brings goes straight to its finds."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from apps.common.actor import system
from apps.common.clock import day_of
from apps.common.sealing import SealBroken, unseal
from apps.connectors.contract import NEVER, Look, Manners, Memory, Outcome, Reason
from apps.connectors.registry import connector_for
from apps.discoveries.actions.finds import Hit, make_finds
from apps.discoveries.actions.private import take_in_privately
from apps.discoveries.models import Item, PrivateFollow
from apps.ingestion.actions.polls import STATES
from apps.ingestion.arrivals import arrivals_of
from apps.ingestion.ours import our_searches
from apps.ingestion.quietly import quietly
from apps.organisations.scope import council
from apps.work import actions as work


def poll_private(*, claim: work.Claim, at: datetime) -> None:
    """Ask what is listed there, outside any transaction; then write everything in one. Raises LeaseLost."""
    with council(claim.council_id):
        follow = PrivateFollow.objects.current().filter(pk=claim.subject_id).first()
    look = _look(follow, at) if follow is not None else None
    with council(claim.council_id):
        work.hold(claim)
        follow = PrivateFollow.objects.current().filter(pk=claim.subject_id).select_for_update().first()
        if follow is None or look is None:
            work.finish(claim)
            return
        _make_finds(follow, look, at)
        _write_down(follow, look, at)
        if look.outcome is Outcome.STOPPED:
            work.finish(claim)
        else:
            work.again(claim, due_at=look.next_at)


def _look(follow: PrivateFollow, at: datetime) -> Look:
    try:
        memory = Memory.from_json(follow.memory | {"url": unseal(follow.sealed)})
    except SealBroken:
        return _unreadable()
    with quietly():
        connector = connector_for(follow.platform)
        return connector.poll(memory, at=at, floor_seconds=settings.GC_MIN_POLL_SECONDS)


def _unreadable() -> Look:
    sentence = _("We cannot open this address any more. Stop following it, and follow it again.")
    manners = Manners(next_at=NEVER, reason=Reason.LOCKED, sentence=sentence, who_must_act="council")
    return Look(outcome=Outcome.STOPPED, memory=Memory(url=""), manners=manners)


def _make_finds(follow: PrivateFollow, look: Look, at: datetime) -> None:
    arrivals = arrivals_of(follow.platform, look.items)
    items = take_in_privately(follow=follow, arrivals=arrivals, at=at)
    hits = _hits(follow, items, at)
    make_finds(actor=system("ingestion", follow.organisation_id), hits=hits, at=at)


def _hits(follow: PrivateFollow, items: Sequence[Item], at: datetime) -> list[Hit]:
    meets = our_searches(behind=follow.id)
    met = [(item, meets(item, day_of(at))) for item in items]
    return [Hit(item=item, searches=searches, private_follow=follow) for item, searches in met if searches]


def _write_down(follow: PrivateFollow, look: Look, at: datetime) -> None:
    remembered = look.memory.to_json()
    follow.memory = {name: remembered[name] for name in remembered.keys() - {"url", "moved_to"}}
    follow.state = STATES[look.outcome]
    follow.sentence = look.sentence[:300]
    follow.who_must_act = look.who_must_act
    follow.looked_at = at
    follow.next_at = None if look.outcome is Outcome.STOPPED else look.next_at
    if look.outcome in {Outcome.FRESH, Outcome.UNCHANGED}:
        follow.first_look_at = follow.first_look_at or at
    follow.save()
