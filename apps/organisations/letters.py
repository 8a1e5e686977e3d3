"""Letters of a council, as text and as a page."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.organisations.models import Invitation


def invitation_letter(invitation: Invitation, token: str) -> EmailMultiAlternatives:
    """The same letter has the same Message-ID, so a second copy after a crash is put with the first."""
    with override(settings.LANGUAGE_CODE):
        words = {
            "invitation": invitation,
            "council": invitation.organisation.name,
            "inviter": str(invitation.invited_by.user),
            "address": settings.GC_BASE_URL + reverse("account_invitation_letter", args=[token]),
        }
        subject = _("%(inviter)s invites you to %(council)s") % words
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("emails/invitation.txt", words),
            to=[invitation.email],
            headers={"Message-ID": f"<invitation-{invitation.id}-{invitation.letters}@good-company>"},
        )
        letter.attach_alternative(render_to_string("emails/invitation.html", words), "text/html")
    return letter
