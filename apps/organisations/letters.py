"""Letters of a council, as text and as a page."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.organisations.models import Invitation, JoinRequest, Membership


def invitation_letter(invitation: Invitation, token: str) -> EmailMultiAlternatives:
    with override(settings.LANGUAGE_CODE):
        words = {
            "invitation": invitation,
            "council": invitation.organisation.name,
            "inviter": str(invitation.invited_by.user),
            "address": settings.GC_BASE_URL + reverse("account_invitation_letter", args=[token]),
        }
        subject = _("%(inviter)s invites you to %(council)s") % words
        name = f"invitation-{invitation.id}-{invitation.letters}"
        return _letter("invitation", words, subject=subject, to=invitation.email, name=name)


def letters_to_owners(request: JoinRequest) -> Iterator[EmailMultiAlternatives]:
    """One for each owner. They name the address, which is verified, and none of the asker's words."""
    council = request.organisation
    assert council is not None, "Only what was passed on is told."  # noqa: S101 - says so to the types
    owners = Membership.objects.current().owners_of(council.id).for_display()
    with override(settings.LANGUAGE_CODE):
        words = {
            "council": council.name,
            "asker": request.user.email,
            "until": request.expires_at,
            "address": settings.GC_BASE_URL + reverse("desk:join_requests", args=[council.slug]),
        }
        subject = _("Somebody asks to come in to %(council)s") % words
        for owner in owners:
            name = f"request-{request.id}-{owner.id}"
            yield _letter("join_request", words, subject=subject, to=owner.user.email, name=name)


def answer_letter(request: JoinRequest) -> EmailMultiAlternatives:
    """To the asker: come in, or not this time."""
    council = request.organisation
    assert council is not None, "Only what was passed on is answered."  # noqa: S101 - says so to the types
    is_in = request.answer == JoinRequest.Answer.LET_IN
    with override(settings.LANGUAGE_CODE):
        words = {
            "council": council.name,
            "is_in": is_in,
            "kind_words": request.answer_words,
            "address": settings.GC_BASE_URL + reverse("desk:today", args=[council.slug]),
        }
        subject = _("Come in to %(council)s") if is_in else _("About your request to %(council)s")
        name = f"answer-{request.id}"
        return _letter("join_answer", words, subject=subject % words, to=request.user.email, name=name)


def _letter(
    template: str, words: dict[str, Any], *, subject: str, to: str, name: str
) -> EmailMultiAlternatives:
    """The same letter has the same Message-ID, so a second copy after a crash is put with the first."""
    letter = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{template}.txt", words),
        to=[to],
        headers={"Message-ID": f"<{name}@good-company>"},
    )
    letter.attach_alternative(render_to_string(f"emails/{template}.html", words), "text/html")
    return letter
