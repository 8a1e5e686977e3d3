"""Councils, which everything else belongs to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.tenancy import Identified
from apps.organisations.querysets import OrganisationQuerySet


class Organisation(Identified):
    """A council. ``suppression_key`` makes its own list of people to leave alone unreadable to others.

    ``gss``: its code in the UK's list of councils, if it stands there.
    """

    class Nation(models.TextChoices):
        ENGLAND = "england", _("England")
        WALES = "wales", _("Wales")
        SCOTLAND = "scotland", _("Scotland")
        NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name of the council"), max_length=120)
    purpose = models.TextField(_("why we listen"), max_length=2000, blank=True)
    contact_name = models.CharField(_("whom to ask"), max_length=120, blank=True)
    contact_email = models.EmailField(_("their e-mail address"), blank=True)
    keep_days = models.PositiveSmallIntegerField(_("days we keep a find after it is done"), default=180)
    listening_since = models.DateTimeField(null=True, editable=False)
    suspended_at = models.DateTimeField(null=True)
    suppression_key = models.BinaryField(max_length=32, editable=False)
    nation = models.CharField(
        _("nation"), max_length=16, choices=Nation.choices, default=Nation.ENGLAND, db_default=Nation.ENGLAND
    )
    gss = models.CharField(max_length=9, blank=True, default="", db_default="", editable=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gss"], condition=~models.Q(gss=""), name="one_council_a_gss_code"
            )
        ]

    def __str__(self) -> str:
        return self.name
