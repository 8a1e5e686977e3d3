"""A morning letter, as text and as a page, with the way to end them in its head (RFC 8058)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.notices.stopping import token_for
from apps.organisations.models import Membership


def morning_letter(member: Membership, day: date, words: dict[str, Any]) -> EmailMultiAlternatives:
    """``words``: what templates/emails/morning shows. The same letter has the same Message-ID, so that a second copy
    after a crash is put with the first."""
    stop = settings.GC_BASE_URL + reverse("showcase:stop_letters", args=[token_for(member)])
    with override(member.user.language):
        shown = words | {"member": member, "council": member.organisation.name, "stop_url": stop}
        subject = _("Good morning from %(council)s") % {"council": member.organisation.name}
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("emails/morning.txt", shown),
            to=[member.user.email],
            headers={
                "Message-ID": f"<morning-{day:%Y%m%d}-{member.id}@good-company>",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        letter.attach_alternative(render_to_string("emails/morning.html", shown), "text/html")
    return letter
