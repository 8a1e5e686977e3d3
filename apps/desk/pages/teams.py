"""Teams and who is in them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.desk.forms.teams import TeamForm, TeamMemberForm
from apps.desk.pages.people import colleagues
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.organisations.actions import add_to_team, create_team, end_team, remove_from_team, rename_team
from apps.organisations.models import Team
from apps.organisations.policies import can_manage_teams


@member_page(nav="people")
def everyone(request: MemberRequest) -> HttpResponse:
    form = TeamForm(request.POST or None)
    if form.run(create_team, actor=request.actor, at=now()):
        return redirect("desk:team", request.organisation.slug, form.result.pk)
    teams = Team.objects.current().prefetch_related("members__membership__user")
    may_manage = can_manage_teams(request.actor, request.organisation.id)
    return render(request, "teams/everyone.html", {"teams": teams, "form": form, "may_manage": may_manage})


@member_page(nav="people")
def one(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = get_object_or_404(Team.objects.current(), pk=team_id)
    form = TeamForm(request.POST or None, initial={"name": team.name})
    if form.run(rename_team, actor=request.actor, team=team, at=now()):
        messages.success(request, _("The team has its new name."))
        return redirect("desk:team", request.organisation.slug, team.pk)
    context = {
        "team": team,
        "form": form,
        "members": colleagues(request).for_display().filter(teams__team=team),
        "adding": TeamMemberForm(colleagues=others(request, team)),
        "may_manage": can_manage_teams(request.actor, request.organisation.id),
    }
    return render(request, "teams/one.html", context)


@member_page(nav="people")
@require_POST
def add(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = get_object_or_404(Team.objects.current(), pk=team_id)
    form = TeamMemberForm(request.POST, colleagues=others(request, team))
    if not form.run(add_to_team, actor=request.actor, team=team, at=now()):
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("desk:team", request.organisation.slug, team.pk)


@member_page(nav="people")
@require_POST
def remove(request: MemberRequest, team_id: UUID, member_id: UUID) -> HttpResponse:
    team = get_object_or_404(Team.objects.current(), pk=team_id)
    member = get_object_or_404(colleagues(request), pk=member_id)
    tell(request, remove_from_team, team=team, member=member)
    return redirect("desk:team", request.organisation.slug, team.pk)


@member_page(nav="people")
@require_POST
def end(request: MemberRequest, team_id: UUID) -> HttpResponse:
    team = get_object_or_404(Team.objects.current(), pk=team_id)
    tell(request, end_team, team=team)
    return redirect("desk:teams", request.organisation.slug)


def others(request: MemberRequest, team: Team) -> Any:
    return colleagues(request).for_display().exclude(teams__team=team)
