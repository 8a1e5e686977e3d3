"""Whose an account is, asked before it is followed: an organisation's, a group's or our own, never a person's."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.refusals import Refusal
from apps.searches.actions import list_account
from apps.searches.models import ListedAccount
from apps.searches.policies import handle_key

Kind = ListedAccount.Kind
PERSON = "person"
WHOSE = {
    Kind.GROUP.value: _("An organisation’s or a group’s"),
    Kind.OURS.value: _("Our own council’s"),
    PERSON: _("A person’s"),
}


class WhoseAccount(Refusal):
    code = "whose_account"
    message = _(
        "Everything there is by one account, %(account)s, and we never follow a person. If it is an organisation’s or "
        "a group’s, put it on the list of accounts; once a second colleague agrees, follow it here."
    )


class OfAPerson(Refusal):
    code = "of_a_person"
    message = _(
        "We listen to places and subjects, never to a person. Follow a tag, a group or a place where they talk: "
        "what they say there can still be a find."
    )


def account_key(account: str) -> str:
    """As the list spells it; "" where a place is nobody's account."""
    return handle_key(account)


def listed_on(at: datetime) -> frozenset[str]:
    """Accounts of organisations and groups, and our own, that may be followed on that day."""
    in_force = ListedAccount.objects.in_force(day_of(at)).filter(kind__in=[Kind.GROUP, Kind.OURS])
    return frozenset(in_force.values_list("handle", flat=True))


def see_whose(*, actor: Actor, account: str, whose: str, name: str, at: datetime) -> None:
    """Let an account pass that is on the list; our own is put there at once.

    ``whose``: what somebody said, one of WHOSE or nothing. Raises WhoseAccount, OfAPerson, NotAllowed.
    """
    if not account or account_key(account) in listed_on(at):
        return
    if whose == PERSON:
        raise OfAPerson(field="whose")
    if whose != Kind.OURS:
        raise WhoseAccount(WhoseAccount.message % {"account": account}, field="whose", account=account)
    list_account(actor=actor, handle=account, name=name or account, kind=Kind.OURS, at=at)
