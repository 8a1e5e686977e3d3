"""Teams and who is in them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Invalid, NotThere, require
from apps.organisations.models import Membership, Organisation, Team, TeamMember
from apps.organisations.policies import can_manage_teams
from apps.organisations.refusals import NameTaken


@transaction.atomic
def create_team(*, actor: Actor, name: str, at: datetime) -> Team:
    """Raises NotAllowed, Invalid, NameTaken."""
    require(can_manage_teams(actor, actor.organisation_id))
    name = _free_name(actor, name)
    team: Team = Team.objects.create(organisation_id=actor.organisation_id, name=name)
    audit.record(actor, "team.created", team, at=at, change=audit.Change.CREATED)
    return team


@transaction.atomic
def rename_team(*, actor: Actor, team: Team, name: str, at: datetime) -> Team:
    """Raises NotAllowed, NotThere, Invalid, NameTaken."""
    team = _current(actor, team)
    team.name = _free_name(actor, name, besides=team)
    team.save(update_fields=["name"])
    audit.record(actor, "team.renamed", team, at=at, change=audit.Change.CHANGED, fields=["name"])
    return team


@transaction.atomic
def end_team(*, actor: Actor, team: Team, at: datetime) -> Team:
    """The team ends; its people stay. Raises NotAllowed, NotThere."""
    team = _current(actor, team)
    team.ended_at = at
    team.save(update_fields=["ended_at"])
    TeamMember.objects.filter(team=team).delete()
    audit.record(actor, "team.ended", team, at=at, change=audit.Change.WITHDRAWN)
    return team


@transaction.atomic
def add_to_team(*, actor: Actor, team: Team, member: Membership, at: datetime) -> Team:
    """Adding someone twice is adding them once. Raises NotAllowed, NotThere."""
    team = _current(actor, team)
    if not Membership.objects.current().filter(pk=member.pk, organisation_id=team.organisation_id).exists():
        raise NotThere(field="member")
    _row, is_new = TeamMember.objects.get_or_create(
        organisation_id=team.organisation_id, team=team, membership=member
    )
    if is_new:
        audit.record(actor, "team.member_added", team, at=at, change=audit.Change.CHANGED, fields=["members"])
    return team


@transaction.atomic
def remove_from_team(*, actor: Actor, team: Team, member: Membership, at: datetime) -> Team:
    """Raises NotAllowed, NotThere."""
    team = _current(actor, team)
    removed, _kinds = TeamMember.objects.filter(team=team, membership=member).delete()
    if removed:
        audit.record(
            actor, "team.member_removed", team, at=at, change=audit.Change.CHANGED, fields=["members"]
        )
    return team


def _current(actor: Actor, team: Team) -> Team:
    """The team as it is now, with its council locked."""
    require(can_manage_teams(actor, team.organisation_id))
    Organisation.objects.lock(team.organisation_id)
    fresh: Team | None = Team.objects.current().filter(pk=team.pk).first()
    if fresh is None:
        raise NotThere
    return fresh


def _free_name(actor: Actor, name: str, *, besides: Team | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("A team needs a name."), field="name")
    Organisation.objects.lock(actor.organisation_id)
    same = Team.objects.current().filter(name__iexact=name)
    if same.exclude(pk=besides.pk if besides else None).exists():
        raise NameTaken(field="name")
    return name
