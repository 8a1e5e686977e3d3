"""Councils, the people in them and the keys to their doors."""

from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.common.permission import Permission
from apps.common.tenancy import Identified, TenantManager, TenantModel, TenantQuerySet
from apps.organisations.querysets import (
    InvitationQuerySet,
    MembershipQuerySet,
    OrganisationQuerySet,
    TeamQuerySet,
    TokenQuerySet,
)
from apps.organisations.roles import INTEGRATION, Role, powers_of


class Organisation(Identified):
    """A council. ``suppression_key`` makes its own list of people to leave alone unreadable to others."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name of the council"), max_length=120)
    purpose = models.TextField(_("why we listen"), max_length=2000, blank=True)
    contact_name = models.CharField(_("whom to ask"), max_length=120, blank=True)
    contact_email = models.EmailField(_("their e-mail address"), blank=True)
    keep_days = models.PositiveSmallIntegerField(_("days we keep a find after it is done"), default=180)
    listening_since = models.DateTimeField(null=True, editable=False)
    suspended_at = models.DateTimeField(null=True)
    suppression_key = models.BinaryField(max_length=32, editable=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Membership(Identified):
    """A person's place in a council. Ended, never deleted: what they did stays theirs."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(ended_at=None), name="one_place_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def permissions(self) -> frozenset[Permission]:
        return powers_of(self.role)


class Team(TenantModel):
    """A service or a group of colleagues."""

    name = models.CharField(_("name of the team"), max_length=80)
    ended_at = models.DateTimeField(null=True)

    objects = TenantManager.from_queryset(TeamQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("organisation"), Lower("name"), condition=models.Q(ended_at=None), name="team_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(TenantModel):
    """Someone in a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members", db_constraint=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="teams", db_constraint=False)

    objects = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "team", "membership"], name="team_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.team_id}"


class Invitation(Identified):
    """A letter to one address. Only the digest of its token is kept; the token is made anew from ``nonce``."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    invited_by = models.ForeignKey(Membership, models.PROTECT, related_name="+", db_constraint=False)
    nonce = models.BinaryField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    letters = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.F("organisation"),
                Lower("email"),
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.email


class ApiToken(Identified):
    """A key for a program: a member's own, or an integration's without a person. Shown once, kept as a digest."""

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal")
        INTEGRATION = "integration", _("Integration")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    created_by = models.ForeignKey(Membership, models.PROTECT, related_name="tokens", db_constraint=False)
    name = models.CharField(_("what it is for"), max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=40))
    networks = ArrayField(models.CharField(max_length=43), default=list, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def power(self) -> frozenset[Any]:
        """Scopes ∩ what the person or an integration may do."""
        from_role = INTEGRATION if self.kind == self.Kind.INTEGRATION else self.created_by.permissions
        return frozenset(Permission(scope) for scope in self.scopes) & from_role

    def admits(self, ip: str) -> bool:
        """Whether a call may come from there. Without networks it may from anywhere."""
        if not self.networks:
            return True
        try:
            address = ip_address(ip)
        except ValueError:
            return False
        return any(address in ip_network(network) for network in self.networks)
