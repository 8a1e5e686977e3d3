"""Colleagues: who they are and who may do what."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.desk.forms.people import RoleForm
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.organisations.actions import change_role, end_membership
from apps.organisations.models import Membership
from apps.organisations.policies import can_change_member, can_end
from apps.organisations.querysets import MembershipQuerySet
from apps.organisations.roles import Role, role_table

ENOUGH_OWNERS = 2


@member_page(nav="people")
def everyone(request: MemberRequest) -> HttpResponse:
    members = list(colleagues(request).for_display().prefetch_related("teams__team"))
    owners = sum(member.role == Role.OWNER for member in members)
    table = [(row["sentence"], list(row["roles"].values())) for row in role_table()]
    context = {
        "members": members,
        "is_alone": owners < ENOUGH_OWNERS,
        "roles": [role.label for role in Role],
        "rows": table,
    }
    return render(request, "people/everyone.html", context)


@member_page(nav="people")
def person(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """One colleague. Those who may not change their role see it."""
    member = get_object_or_404(colleagues(request).select_related("user"), pk=member_id)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if form.run(change_role, actor=request.actor, member=member, at=now()):
        messages.success(request, _("%(person)s has a new role.") % {"person": member.user})
        return redirect("desk:people", request.organisation.slug)
    context = {
        "person": member,
        "form": form,
        "may_change": can_change_member(request.actor, member, member.role),
        "may_end": can_end(request.actor, member),
        "sentences": [row["sentence"] for row in role_table() if row["roles"][member.role]],
    }
    return render(request, "people/person.html", context)


@member_page(nav="people")
@require_POST
def end(request: MemberRequest, member_id: UUID) -> HttpResponse:
    member = get_object_or_404(colleagues(request).select_related("user"), pk=member_id)
    if not tell(request, end_membership, member=member):
        return redirect("desk:person", request.organisation.slug, member.pk)
    if member.pk == request.member.pk:
        messages.success(request, _("You have left %(council)s.") % {"council": request.organisation})
        return redirect("desk:councils")
    messages.success(request, _("%(person)s is no longer in your council.") % {"person": member.user})
    return redirect("desk:people", request.organisation.slug)


@member_page(nav="people")
def leave(request: MemberRequest) -> HttpResponse:
    return render(request, "people/leave.html", {"person": request.member})


def colleagues(request: MemberRequest) -> MembershipQuerySet:
    return Membership.objects.current().of_organisation(request.organisation.id)
