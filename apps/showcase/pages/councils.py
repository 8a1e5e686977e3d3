"""What a council shows to everybody."""

from django.http import HttpResponse

from apps.common.clock import now
from apps.discoveries.notice import public_notice
from apps.ledger.balance import this_week
from apps.organisations.models import Organisation
from apps.showcase.public import of_listening_council, public_answer


@of_listening_council
def council_page(organisation: Organisation) -> HttpResponse:
    """Whether this council gives more than it asks."""
    at = now()
    context = {
        "organisation": organisation,
        "week": this_week(at=at),
        "notice": public_notice(organisation, at),
    }
    return public_answer("showcase/council.html", context)


@of_listening_council
def listening(organisation: Organisation) -> HttpResponse:
    """The public notice. Nothing switches it off."""
    context = {"organisation": organisation, "notice": public_notice(organisation, now())}
    return public_answer("showcase/listening.html", context)
