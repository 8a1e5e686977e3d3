"""Pausing a search, letting it run again, ending it; locking it against changes."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of, start_of
from apps.common.refusals import Invalid, Refusal
from apps.searches.actions.uses import refuse_ending
from apps.searches.actions.writing import look_back, refuse_people, save_search, take_search
from apps.searches.language.ast import to_json
from apps.searches.models import Search
from apps.searches.reading import read_to_save
from apps.work import actions as work
from apps.work.lanes import Lane

RESUME = "searches.resume"
LONGEST_PAUSE = timedelta(days=366)


@transaction.atomic
def pause_search(*, actor: Actor, search: Search, until: date | None = None, at: datetime) -> Search:
    """Stop listening for this until it is resumed, or by itself on the morning of a day.

    Raises NotAllowed, Locked, Invalid.
    """
    search = take_search(actor=actor, search=search)
    resumes_at = _morning_of(until, at)
    turn_search(
        actor=actor,
        search=search,
        state=Search.State.PAUSED,
        verb="search.paused",
        resumes_at=resumes_at,
        at=at,
    )
    if resumes_at is not None:
        work.ask_for(
            kind=RESUME,
            subject_id=search.id,
            organisation_id=search.organisation_id,
            lane=Lane.HOME,
            due_at=resumes_at,
        )
    return search


@transaction.atomic
def resume_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """Listen for this again, and look through the last seven days. Raises NotAllowed, Locked, NamesSomebody, NameTaken."""
    search = take_search(actor=actor, search=search)
    _resume(actor, search, at)
    return search


@transaction.atomic
def resume_in_time(*, actor: Actor, search_id: UUID, at: datetime) -> datetime | None:
    """Let a search run again whose pause is over; when that is, if it is later.

    What may not run any more stays paused, until somebody looks at it.
    """
    search = Search.objects.select_for_update(of=("self",)).filter(pk=search_id).first()
    if search is None or search.resumes_at is None:
        return None
    if search.resumes_at > at:
        later: datetime = search.resumes_at
        return later
    try:
        with transaction.atomic():
            _resume(actor, search, at)
    except Refusal:
        search.state = Search.State.PAUSED
        search.resumes_at = None
        save_search(search=search, at=at)
    return None


@transaction.atomic
def end_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """Stop for good. Its finds stay, and still say by which search they were found.

    Raises NotAllowed, Locked, InUse.
    """
    search = take_search(actor=actor, search=search)
    refuse_ending(search=search)
    change = audit.Change.WITHDRAWN
    turn_search(
        actor=actor, search=search, state=Search.State.ENDED, verb="search.ended", change=change, at=at
    )
    return search


@transaction.atomic
def lock_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """From now on only the one who locks it, and owners, change it. Raises NotAllowed, Locked."""
    search = take_search(actor=actor, search=search)
    if not search.is_locked:
        _lock(actor, search, actor.person, "search.locked", at)
    return search


@transaction.atomic
def unlock_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """Whoever may change searches may change this one again. Raises NotAllowed, Locked."""
    search = take_search(actor=actor, search=search)
    if search.is_locked:
        _lock(actor, search, None, "search.unlocked", at)
    return search


def turn_search(
    *,
    actor: Actor,
    search: Search,
    state: str,
    verb: str,
    resumes_at: datetime | None = None,
    change: str = audit.Change.CHANGED,
    at: datetime,
) -> None:
    """A locked search into another state, however it came to that. Raises NameTaken."""
    search.state = state
    search.resumes_at = resumes_at
    save_search(search=search, at=at)
    work.call_off(kind=RESUME, subject_id=search.id)
    audit.record(actor, verb, search, at=at, change=change, fields=["state"])


def _resume(actor: Actor, search: Search, at: datetime) -> None:
    if search.state == Search.State.ENDED:
        search.resolved = to_json(read_to_save(search.query, name=search.name).resolved)
    refuse_people(tree=search.tree, at=at)
    turn_search(actor=actor, search=search, state=Search.State.RUNNING, verb="search.resumed", at=at)
    look_back(search=search, at=at)


def _lock(actor: Actor, search: Search, by: UUID | None, verb: str, at: datetime) -> None:
    search.locked_by_id = by
    search.locked_at = at if by else None
    search.save(update_fields=["locked_by", "locked_at"])
    audit.record(actor, verb, search, at=at, change=audit.Change.CHANGED, fields=["locked"])


def _morning_of(until: date | None, at: datetime) -> datetime | None:
    if until is None:
        return None
    if not day_of(at) < until <= day_of(at + LONGEST_PAUSE):
        raise Invalid(_("Choose a day from tomorrow on, within a year."), field="until")
    return start_of(until)
