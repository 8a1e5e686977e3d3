"""What stands around every signed-in page: the council, the navigation's counts, this week's balance."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.functional import SimpleLazyObject

from apps.common.clock import now
from apps.common.permission import Permission
from apps.common.refusals import Refusal
from apps.discoveries.models import Find
from apps.ledger.balance import this_week
from apps.organisations.models import Organisation

if TYPE_CHECKING:
    from apps.desk.requests import MemberRequest

SHOWN_AT_MOST = 99
UNDO = "undo"


def shell_of(request: "MemberRequest") -> dict[str, Any]:
    """Template context; counts are asked for only by pages that draw them."""
    actor = request.actor
    return {
        "organisation": request.organisation,
        "organisations": SimpleLazyObject(lambda: list(Organisation.objects.of_user(request.user.id))),
        "member": request.member,
        "actor": actor,
        "single_keys": request.user.single_keys,
        "may": {permission.name.lower(): actor.may(permission) for permission in Permission},
        "nav": {
            "current": request.shell["nav"]["current"],
            "new_finds": SimpleLazyObject(lambda: new_finds()),
        },
        "first_steps": request.session.get("first_steps") == request.organisation.slug,
        "week": SimpleLazyObject(lambda: this_week(at=now())),
        "undo": SimpleLazyObject(lambda: request.session.pop(UNDO, None)),
    }


def offer_undo(request: "MemberRequest", url: str, sentence: str) -> None:
    """On the next page that is shown: what was done, and a button that takes it back."""
    request.session[UNDO] = {"url": url, "sentence": sentence}


def tell(request: "MemberRequest", action: Callable[..., Any], **kwargs: Any) -> bool:
    """Do it, and show a refusal as a message on the next page."""
    try:
        action(actor=request.actor, at=now(), **kwargs)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def new_finds() -> int:
    """How many stories wait in the inbox, up to a hundred: nobody needs to know how far behind they are."""
    return Find.objects.inbox(now())[: SHOWN_AT_MOST + 1].count()
