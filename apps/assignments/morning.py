"""What a morning letter says: who is host, and at most three finds."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from apps.assignments.home import picks_for
from apps.assignments.rota import host_on
from apps.common.clock import day_of
from apps.notices.letters import morning_letter
from apps.organisations.actors import actor_of_member
from apps.organisations.models import Membership


def letter_for(member: Membership, *, at: datetime) -> EmailMultiAlternatives | None:
    """In the member's council's scope. Nothing where there is nothing to say."""
    day, slug = day_of(at), member.organisation.slug
    picks = picks_for(actor_of_member(member), at=at)
    host = host_on(day, nation=member.organisation.nation)
    is_host = host is not None and host.pk == member.pk
    if not (picks or is_host):
        return None
    finds = [
        {
            "words": pick.find.title or pick.find.excerpt[:120],
            "place": pick.find.place,
            "url": settings.GC_BASE_URL + reverse("desk:find", args=[slug, pick.find.pk]),
        }
        for pick in picks
    ]
    words = {
        "finds": finds,
        "host": host,
        "is_host": is_host,
        "inbox_url": settings.GC_BASE_URL + reverse("desk:finds", args=[slug]),
        "home_url": settings.GC_BASE_URL + reverse("desk:home_settings", args=[slug]),
    }
    return morning_letter(member, day, words)
