"""Asking to come in to a council."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import Identified
from apps.organisations.models.councils import Organisation
from apps.organisations.models.people import Membership
from apps.organisations.querysets import JoinRequestQuerySet


class JoinRequest(Identified):
    """Somebody asks the owners of a council of the UK's list to let them in.

    It is written down alike whether that council is here or not (docs/adr/0018); ``organisation`` is set when it is
    passed on to the owners. ``answer`` is empty while it is open.
    """

    class Answer(models.TextChoices):
        LET_IN = "let_in", _("Let in")
        DECLINED = "declined", _("Not this time")
        TAKEN_BACK = "taken_back", _("Taken back")
        RAN_OUT = "ran_out", _("No answer came")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests")
    gss = models.CharField(max_length=9)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="join_requests")
    words = models.CharField(_("who you are there"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    answer_words = models.CharField(_("a kind word"), max_length=300, blank=True)
    owners_told_at = models.DateTimeField(null=True)
    asker_told_at = models.DateTimeField(null=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "gss"],
                condition=models.Q(answered_at=None),
                name="one_open_request_a_council",
            )
        ]
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="join_requests_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.gss}"

    def state_at(self, at: datetime) -> str:
        """``open``, or what became of it."""
        if self.answer:
            return self.answer
        return "open" if self.expires_at > at else self.Answer.RAN_OUT
