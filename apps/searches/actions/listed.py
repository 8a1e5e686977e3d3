"""Whose handles searches may name: organisations and groups, never a private person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, require
from apps.searches.actions.turns import turn_search
from apps.searches.language.saving import people_named
from apps.searches.models import ListedAccount, Search
from apps.searches.policies import can_write, handle_key


@transaction.atomic
def list_account(
    *, actor: Actor, handle: str, name: str, is_ours: bool = False, at: datetime
) -> ListedAccount:
    """Say that a handle is an organisation's or a group's, or our own. Raises NotAllowed, Invalid."""
    require(can_write(actor))
    if not handle_key(handle):
        raise Invalid(_("Write the handle as people do, like @LoveCrawley."), field="handle")
    account, _made = ListedAccount.objects.update_or_create(
        organisation_id=actor.organisation_id,
        handle=handle_key(handle),
        defaults={"name": name, "is_ours": is_ours},
        create_defaults={
            "name": name,
            "is_ours": is_ours,
            "added_by_id": actor.person,
            "added_at": at,
        },
    )
    audit.record(actor, "account.listed", account, at=at, change=audit.Change.CREATED)
    listed: ListedAccount = account
    return listed


@transaction.atomic
def unlist_account(*, actor: Actor, account: ListedAccount, at: datetime) -> None:
    """Take a handle off the list. Searches that name it are paused until they name it no more, locked or not.

    Raises NotAllowed.
    """
    require(actor.works_for(account.organisation_id) and can_write(actor))
    audit.record(actor, "account.unlisted", account, at=at, change=audit.Change.WITHDRAWN)
    for search in Search.objects.running():
        if account.handle in {handle_key(term.value) for term in people_named(search.tree)}:
            fresh = Search.objects.lock(search)
            turn_search(actor=actor, search=fresh, state=Search.State.PAUSED, verb="search.paused", at=at)
    account.delete()
