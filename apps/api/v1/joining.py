"""Coming into a council: the UK's list, requests to come in, and beginning."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.models import User
from apps.api.operations import operation, page
from apps.api.paging import whole
from apps.api.parsing import Choice, In, Nothing, Text
from apps.api.shapes import Constant, Moment, Out, Word
from apps.api.v1.people import MemberOut
from apps.api.views import CouncilRequest, OrgView, SignedInView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.organisations.actions import (
    ask_to_join,
    decline,
    found_invented_council,
    found_listed_council,
    let_in,
    take_request_back,
)
from apps.organisations.houses import houses_of
from apps.organisations.models import JoinRequest, Membership, Organisation
from apps.organisations.roles import Role
from apps.organisations.uk_councils import councils_named

STATES = ["open", *JoinRequest.Answer.values]


class UkCouncilOut(Out):
    """A council of the UK's list, whether it is here or not. `is_yours`: a verified address of yours is one of its house."""

    object = Constant("uk_council")
    gss = serializers.CharField()
    name = serializers.CharField()
    official_name = serializers.CharField()
    other_names = serializers.ListField(child=serializers.CharField())
    nation = Word(Organisation.Nation.values)
    region = serializers.CharField()
    tier = Word(["county", "district", "unitary"])
    domain = serializers.CharField()
    is_yours = serializers.SerializerMethodField()

    def get_is_yours(self, council: Any) -> bool:
        return council in self.context.get("houses", ())


class NamedQuery(In):
    named = Text(
        required=False, max_length=80, help_text="Some of its name. Without it: those that are yours."
    )


class PersonView(SignedInView):
    """By the person themselves, signed in; a token belongs to one council."""

    tag = "joining"

    @property
    def person(self) -> User:
        """Raises NotAllowed."""
        if self.token is not None:
            raise NotAllowed(_("Sign in to do this; a token belongs to one council."))
        return self.user


class UkCouncils(PersonView):
    @page("The councils of the UK", query=NamedQuery, out=UkCouncilOut)
    def get(self, request: Request, query: dict[str, Any]) -> Response:
        """A dozen at most."""
        houses = houses_of(self.person)
        found = councils_named(query["named"]) if "named" in query else houses
        rows = [UkCouncilOut(council, context={"houses": houses}).data for council in found]
        return Response({"data": rows, "next": None, "previous": None})


class JoinAskedOut(Out):
    """Somebody asks to come in to a council of the UK's list."""

    object = Constant("join_request")
    id = serializers.UUIDField()
    gss = serializers.CharField()
    words = serializers.CharField()
    state = serializers.SerializerMethodField()
    answer_words = serializers.CharField()
    asked_at = Moment()
    expires_at = Moment()
    answered_at = Moment(allow_null=True)

    def get_state(self, asked: JoinRequest) -> str:
        return asked.state_at(now())


class AskIn(In):
    gss = Text(max_length=9, help_text="The code of a council of the UK’s list.")
    words = Text(required=False, max_length=300, allow_blank=True, help_text="Who you are there.")


class OwnJoinRequests(PersonView):
    @page("My requests to come in", query=Nothing, out=JoinAskedOut)
    def get(self, request: Request) -> Response:
        asked = JoinRequest.objects.of_person(self.person.id).for_display()
        return Response(whole(list(asked), JoinAskedOut))

    @operation("Ask to come in", body=AskIn, out=JoinAskedOut, status=HTTPStatus.CREATED, keeps=False)
    def post(self, request: Request, body: dict[str, Any]) -> Response:
        """It is answered alike whether that council is here or not. If it is, its owners read it."""
        asked = ask_to_join(user=self.person, at=now(), **body)
        return Response(JoinAskedOut(asked).data, status=HTTPStatus.CREATED)


class OneOwnJoinRequest(PersonView):
    @operation("Take my request back", status=HTTPStatus.NO_CONTENT)
    def delete(self, request: Request, request_id: UUID) -> Response:
        asked = JoinRequest.objects.of_person(self.person.id).filter(pk=request_id).first()
        if asked is None:
            raise NotThere
        take_request_back(user=self.person, request=asked, at=now())
        return Response(status=HTTPStatus.NO_CONTENT)


class BeginIn(In):
    """`gss` of a council of the UK's list, or the `name` of an invented one where those are allowed."""

    gss = Text(required=False, max_length=9)
    name = Text(required=False, max_length=80)
    purpose = Text(max_length=2000, help_text="Why the council listens; stands on its public notice.")


def begin(user: User, body: dict[str, Any]) -> Membership:
    """Raises Invalid unless exactly one of both is named."""
    if ("gss" in body) == ("name" in body):
        raise Invalid(_("Name either a council of the list or an invented one."), field="gss")
    if "gss" in body:
        return found_listed_council(user=user, at=now(), **body)
    return found_invented_council(user=user, at=now(), **body)


class AskerOut(Out):
    """Who asks. The address is one that they verified."""

    name = serializers.SerializerMethodField()
    email = serializers.CharField()

    def get_name(self, user: User) -> str:
        return str(user)


class WaitingToJoinOut(JoinAskedOut):
    """A request that waits for the owners' answer."""

    asker = AskerOut(source="user")


class WaitingRequestView(OrgView):
    tag = "people"
    name = "join-request"
    out = WaitingToJoinOut

    def rows(self) -> models.QuerySet[Any]:
        asked = JoinRequest.objects.of_organisation(self.request.organisation.id).open(now())
        waiting: models.QuerySet[Any] = asked.select_related("user")
        return waiting


class WaitingRequests(WaitingRequestView):
    @page("Who asks to come in", permission=P.PEOPLE_WRITE, out=WaitingToJoinOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)


class OneWaitingRequest(WaitingRequestView):
    @operation("One request to come in", permission=P.PEOPLE_WRITE, out=WaitingToJoinOut)
    def get(self, request: CouncilRequest, request_id: UUID) -> Response:
        return self.shown(request_id)


class LetInIn(In):
    role = Choice(choices=Role.choices)


class LetIn(WaitingRequestView):
    @operation(
        "Let somebody in",
        permission=P.PEOPLE_WRITE,
        body=LetInIn,
        out=MemberOut,
        status=HTTPStatus.CREATED,
        keeps=False,
    )
    def post(self, request: CouncilRequest, request_id: UUID, body: dict[str, Any]) -> Response:
        """They get a letter."""
        member = let_in(actor=request.actor, request=self.row(request_id), at=now(), **body)
        return Response(MemberOut(member).data, status=HTTPStatus.CREATED)


class DeclineIn(In):
    words = Text(required=False, max_length=300, allow_blank=True, help_text="A kind word that they read.")


class Decline(WaitingRequestView):
    @operation(
        "Say not this time",
        permission=P.PEOPLE_WRITE,
        body=DeclineIn,
        status=HTTPStatus.NO_CONTENT,
        keeps=False,
    )
    def post(self, request: CouncilRequest, request_id: UUID, body: dict[str, Any]) -> Response:
        """They get a letter with your words. They can ask again after thirty days."""
        decline(actor=request.actor, request=self.row(request_id), at=now(), **body)
        return Response(status=HTTPStatus.NO_CONTENT)
