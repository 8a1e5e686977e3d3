"""What follows an account ends when the account is on the list no more."""

from datetime import datetime

from django.db import transaction

from apps.common.actor import Actor
from apps.discoveries.actions.sources import unfollow
from apps.discoveries.models import Follow
from apps.discoveries.whose import listed_on
from apps.searches import actions as searches
from apps.searches.models import ListedAccount


@transaction.atomic
def unlist_account(*, actor: Actor, account: ListedAccount, at: datetime) -> None:
    """Take a name off the list: searches that name it rest, and we stop following it. Raises NotAllowed."""
    searches.unlist_account(actor=actor, account=account, at=at)
    leave_unlisted(actor=actor, at=at)


@transaction.atomic
def leave_unlisted(*, actor: Actor, at: datetime) -> int:
    """Stop following accounts whose time on the list is over; how many. Raises NotAllowed."""
    listed = listed_on(at)
    over = [
        follow
        for follow in Follow.objects.current().exclude(source__account="").select_related("source")
        if follow.source.account not in listed
    ]
    for follow in over:
        unfollow(actor=actor, follow=follow, at=at)
    return len(over)
