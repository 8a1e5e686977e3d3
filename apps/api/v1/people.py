"""Colleagues, teams, invitations and keys."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.parsing import Choice, Id, In, Text
from apps.api.shapes import Constant, Moment, Out, PersonOut, Word
from apps.api.views import CouncilRequest, OrgView, SignedInView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import NotAllowed, NotThere
from apps.organisations.actions import (
    accept_invitation,
    add_to_team,
    change_role,
    create_team,
    end_membership,
    end_team,
    invite,
    remove_from_team,
    rename_team,
    resend_invitation,
    revoke_invitation,
)
from apps.organisations.models import Invitation, Membership, Team
from apps.organisations.roles import Role


class MemberOut(Out):
    """Someone who works for the council."""

    object = Constant("member")
    id = serializers.UUIDField()
    name = serializers.SerializerMethodField()
    email = serializers.CharField(source="user.email")
    role = Word(Role.values)
    joined_at = Moment()

    def get_name(self, member: Membership) -> str:
        return str(member.user)


class RoleIn(In):
    role = Choice(choices=Role.choices)


class MemberView(OrgView):
    tag = "people"
    name = "member"
    out = MemberOut

    def rows(self) -> models.QuerySet[Any]:
        return members_of(self.request)


class Members(MemberView):
    @page("The colleagues", permission=P.PEOPLE_READ, out=MemberOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)


class OneMember(MemberView):
    @operation("One colleague", permission=P.PEOPLE_READ, out=MemberOut)
    def get(self, request: CouncilRequest, member_id: UUID) -> Response:
        return self.shown(member_id)

    @operation("Change what a colleague may do", permission=P.PEOPLE_WRITE, body=RoleIn, out=MemberOut)
    def patch(self, request: CouncilRequest, member_id: UUID, body: dict[str, Any]) -> Response:
        change_role(actor=request.actor, member=self.match(member_id), at=now(), **body)
        return self.shown(member_id)

    @operation("End somebody’s place here, or leave", status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, member_id: UUID) -> Response:
        """Anybody may leave, though not by a token. What they held goes back to the inbox."""
        end_membership(actor=request.actor, member=self.match(member_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


def members_of(request: CouncilRequest) -> models.QuerySet[Any]:
    members: models.QuerySet[Any] = Membership.objects.current().of_organisation(request.organisation.id)
    return members.select_related("user", "organisation")


class TeamOut(Out):
    """A service or a group of colleagues."""

    object = Constant("team")
    id = serializers.UUIDField()
    name = serializers.CharField()
    members = serializers.SerializerMethodField()

    def get_members(self, team: Team) -> list[UUID]:
        return sorted(row.membership_id for row in team.members.all())


class TeamIn(In):
    name = Text(max_length=80)


class TeamView(OrgView):
    tag = "people"
    name = "team"
    out = TeamOut

    def rows(self) -> models.QuerySet[Any]:
        return current_teams()


class Teams(TeamView):
    @page("The teams", permission=P.PEOPLE_READ, out=TeamOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation("Make a team", permission=P.PEOPLE_WRITE, body=TeamIn, out=TeamOut, status=HTTPStatus.CREATED)
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        team = create_team(actor=request.actor, at=now(), **body)
        return self.shown(team.id, HTTPStatus.CREATED)


class OneTeam(TeamView):
    @operation("One team", permission=P.PEOPLE_READ, out=TeamOut)
    def get(self, request: CouncilRequest, team_id: UUID) -> Response:
        return self.shown(team_id)

    @operation("Rename a team", permission=P.PEOPLE_WRITE, body=TeamIn, out=TeamOut)
    def patch(self, request: CouncilRequest, team_id: UUID, body: dict[str, Any]) -> Response:
        rename_team(actor=request.actor, team=self.match(team_id), at=now(), **body)
        return self.shown(team_id)

    @operation("End a team; its people stay", permission=P.PEOPLE_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, team_id: UUID) -> Response:
        end_team(actor=request.actor, team=self.match(team_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


def current_teams() -> models.QuerySet[Any]:
    teams: models.QuerySet[Any] = Team.objects.current()
    return teams.prefetch_related("members")


class TeamMemberIn(In):
    member = Id(help_text="A member’s id.")


class TeamMembers(TeamView):
    @operation("Put a colleague into a team", permission=P.PEOPLE_WRITE, body=TeamMemberIn, out=TeamOut)
    def post(self, request: CouncilRequest, team_id: UUID, body: dict[str, Any]) -> Response:
        """Twice is once."""
        team = self.row(team_id)
        add_to_team(actor=request.actor, team=team, member=member_named(request, body["member"]), at=now())
        return self.shown(team_id)


class OneTeamMember(TeamView):
    @operation("Take a colleague out of a team", permission=P.PEOPLE_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, team_id: UUID, member_id: UUID) -> Response:
        member = members_of(request).filter(pk=member_id).first()
        if member is None:
            raise NotThere
        remove_from_team(actor=request.actor, team=self.match(team_id), member=member, at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


def member_named(request: CouncilRequest, member_id: UUID) -> Membership:
    """A colleague named in a body. Raises NotThere."""
    member: Membership | None = members_of(request).filter(pk=member_id).first()
    if member is None:
        raise NotThere(_("There is no such colleague here."), field="member")
    return member


class InvitationOut(Out):
    """A letter to somebody who is not here yet."""

    object = Constant("invitation")
    id = serializers.UUIDField()
    email = serializers.CharField()
    role = Word(Role.values)
    invited_by = PersonOut()
    created_at = Moment()
    expires_at = Moment()
    sent_at = Moment(allow_null=True)
    letters = serializers.IntegerField()


class InvitationIn(In):
    email = serializers.EmailField(max_length=254)
    role = Choice(choices=Role.choices)


class InvitationView(OrgView):
    tag = "people"
    name = "invitation"
    out = InvitationOut

    def rows(self) -> models.QuerySet[Any]:
        return unanswered(self.request)


class Invitations(InvitationView):
    @page("The invitations nobody answered yet", permission=P.PEOPLE_WRITE, out=InvitationOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    @operation(
        "Invite somebody",
        permission=P.PEOPLE_WRITE,
        body=InvitationIn,
        out=InvitationOut,
        status=HTTPStatus.CREATED,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """A letter leaves with a link that is good for seven days."""
        invitation = invite(actor=request.actor, at=now(), **body)
        return self.shown(invitation.id, HTTPStatus.CREATED)


class OneInvitation(InvitationView):
    @operation("One invitation", permission=P.PEOPLE_WRITE, out=InvitationOut)
    def get(self, request: CouncilRequest, invitation_id: UUID) -> Response:
        return self.shown(invitation_id)

    @operation("Take an invitation back", permission=P.PEOPLE_WRITE, status=HTTPStatus.NO_CONTENT)
    def delete(self, request: CouncilRequest, invitation_id: UUID) -> Response:
        revoke_invitation(actor=request.actor, invitation=self.match(invitation_id), at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class ResendInvitation(InvitationView):
    @operation("Send an invitation again", permission=P.PEOPLE_WRITE, out=InvitationOut)
    def post(self, request: CouncilRequest, invitation_id: UUID) -> Response:
        """A new link; the old one is void."""
        resend_invitation(actor=request.actor, invitation=self.row(invitation_id), at=now())
        return self.shown(invitation_id)


def unanswered(request: CouncilRequest) -> models.QuerySet[Any]:
    letters: models.QuerySet[Any] = Invitation.objects.unanswered().of_organisation(request.organisation.id)
    return letters.select_related("invited_by__user")


class AcceptIn(In):
    token = Text(max_length=200, help_text="From the letter’s link.")


class AcceptInvitation(SignedInView):
    tag = "people"

    @operation("Come in with an invitation", body=AcceptIn, out=MemberOut, status=HTTPStatus.CREATED)
    def post(self, request: Request, body: dict[str, Any]) -> Response:
        """By the person whom the letter was sent to, signed in; a token belongs to one council already."""
        if self.token is not None:
            raise NotAllowed(_("Sign in to come into another council; a token belongs to one."))
        member = accept_invitation(user=self.user, at=now(), **body)
        return Response(MemberOut(member).data, status=HTTPStatus.CREATED)
