"""The list of whom searches may name: put on with a reason, approved by a second person, for a time."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.refusals import Invalid, require
from apps.searches.actions.turns import turn_search
from apps.searches.language.naming import named_in
from apps.searches.models import ListedAccount, Search
from apps.searches.policies import can_approve, can_write, handle_key

Kind = ListedAccount.Kind
# How long each kind of name may be listened for before somebody has to ask again.
LONGEST_DAYS = {Kind.GROUP: 365, Kind.NOBODY: 365, Kind.OFFICE: 30}


@transaction.atomic
def list_account(
    *,
    actor: Actor,
    handle: str,
    name: str,
    kind: str = Kind.GROUP,
    reason: str = "",
    ends_on: date | None = None,
    at: datetime,
) -> ListedAccount:
    """Ask that searches may name a handle or a name; our own accounts at once, all others after a second person's word.

    Listing again asks anew. Raises NotAllowed, Invalid.
    """
    require(can_write(actor))
    if not handle_key(handle):
        raise Invalid(_("Write the handle as people do, like @LoveCrawley."), field="handle")
    asked = {"name": name, "kind": kind} | _terms(kind, reason, ends_on, day_of(at))
    account, _made = ListedAccount.objects.update_or_create(
        organisation_id=actor.organisation_id,
        handle=handle_key(handle),
        defaults=asked
        | {"added_by_id": actor.person, "added_at": at, "approved_by_id": None, "approved_at": None},
    )
    audit.record(actor, "account.listed", account, at=at, change=audit.Change.CREATED)
    _rest_those_naming(actor, account, at)
    listed: ListedAccount = account
    return listed


@transaction.atomic
def approve_account(*, actor: Actor, account: ListedAccount, at: datetime) -> ListedAccount:
    """A second person agrees: from now until its last day searches may name it. Raises NotAllowed, Invalid."""
    require(can_approve(actor, account))
    account = ListedAccount.objects.lock(account)
    if account.is_approved:
        return account
    if account.ends_on is None or account.ends_on < day_of(at):
        raise Invalid(_("Its time is over. Put it on the list again, with another last day."))
    account.approved_by_id, account.approved_at = actor.person, at
    account.save(update_fields=["approved_by", "approved_at"])
    audit.record(actor, "account.approved", account, at=at, change=audit.Change.CHANGED)
    return account


@transaction.atomic
def unlist_account(*, actor: Actor, account: ListedAccount, at: datetime) -> None:
    """Take a name off the list. Searches that name it rest until they name it no more. Raises NotAllowed."""
    require(actor.works_for(account.organisation_id) and can_write(actor))
    audit.record(actor, "account.unlisted", account, at=at, change=audit.Change.WITHDRAWN)
    account.kind, account.approved_at = Kind.GROUP, None
    _rest_those_naming(actor, account, at)
    account.delete()


@transaction.atomic
def rest_run_out(*, actor: Actor, at: datetime) -> int:
    """Searches that name what is no longer approved rest, from the day after its last. How many names that were."""
    over = list(ListedAccount.objects.run_out(day_of(at)))
    for account in over:
        _rest_those_naming(actor, account, at)
    return len(over)


def _terms(kind: str, reason: str, ends_on: date | None, today: date) -> dict[str, Any]:
    """Raises Invalid."""
    if kind not in Kind.values:
        raise Invalid(_("Say what kind of name it is."), field="kind")
    if kind == Kind.OURS:
        return {"reason": reason.strip(), "ends_on": None}
    if not reason.strip():
        raise Invalid(_("Say why a search should name it."), field="reason")
    last = today + timedelta(days=LONGEST_DAYS[Kind(kind)])
    if ends_on is None or not today <= ends_on <= last:
        facts = {"days": LONGEST_DAYS[Kind(kind)]}
        raise Invalid(_("Choose a last day within the next %(days)s days.") % facts, field="ends_on")
    return {"reason": reason.strip(), "ends_on": ends_on}


def _rest_those_naming(actor: Actor, account: ListedAccount, at: datetime) -> None:
    """Nothing to do while it may be named."""
    if account.is_in_force(day_of(at)):
        return
    for search in Search.objects.running():
        if account.handle in {named.key for named in named_in(search.tree)}:
            fresh = Search.objects.lock(search)
            turn_search(actor=actor, search=fresh, state=Search.State.PAUSED, verb="search.rested", at=at)
