"""The first things to ask: what is here, who am I, where do I belong."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actions import change_profile
from apps.api.operations import operation, page
from apps.api.paging import whole
from apps.api.parsing import Choice, Flag, In, Nothing, Text
from apps.api.shapes import Constant, Out
from apps.api.v1.joining import BeginIn, begin
from apps.api.views import SignedInView
from apps.common.permission import Permission
from apps.common.refusals import NotAllowed
from apps.organisations.models import Membership


class IndexOut(Out):
    """What is here. ``scopes``: what this token or session may do, by council."""

    object = Constant("index")
    version = serializers.CharField()
    scopes = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    links = serializers.DictField(child=serializers.CharField())


class OwnCouncilOut(Out):
    """A council that the caller works for, and what they may do there."""

    object = Constant("organisation")
    slug = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField(allow_null=True)
    member_id = serializers.UUIDField(allow_null=True)
    scopes = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()


class MeOut(Out):
    """Who is asking: a person, an integration, or a person's token."""

    object = Constant("me")
    kind = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    single_keys = serializers.BooleanField(allow_null=True)
    token_id = serializers.UUIDField(allow_null=True)
    organisations = OwnCouncilOut(many=True)


class Caller(SignedInView):
    """Anyone with a key."""

    tag = "entrance"

    def places(self) -> list[dict[str, Any]]:
        if self.token is None:
            members = Membership.objects.current().filter(user=self.user).select_related("organisation")
            return [
                _place(member.organisation, member.permissions, member)
                for member in members.order_by("organisation__name")
            ]
        member = self.token.created_by if self.token.kind == self.token.Kind.PERSONAL else None
        return [_place(self.token.organisation, self.token.power(), member)]


class Index(Caller):
    @operation("What is here", out=IndexOut)
    def get(self, request: Request) -> Response:
        places = self.places()
        links = {
            name: reverse(f"api:{name}") for name in ("me", "organisations", "public-organisations", "docs")
        }
        links |= {"openapi": reverse("api:openapi-json")}
        scopes = {place["slug"]: place["scopes"] for place in places}
        shown = {"version": settings.GC_VERSION, "scopes": scopes, "links": links}
        return Response(IndexOut(shown).data)


class ProfileIn(In):
    """What is named is changed; the rest stays."""

    name = Text(required=False, max_length=80)
    language = Choice(choices=settings.LANGUAGES, required=False)
    single_keys = Flag(required=False)


class Me(Caller):
    @operation("Who I am", out=MeOut)
    def get(self, request: Request) -> Response:
        return self.told()

    @operation("Change how I am addressed", body=ProfileIn, out=MeOut)
    def patch(self, request: Request, body: dict[str, Any]) -> Response:
        """By the person themselves, signed in."""
        if self.token is not None:
            raise NotAllowed(_("Sign in to change this; a token may not."))
        standing = {name: getattr(self.user, name) for name in ("name", "language", "single_keys")}
        change_profile(user=self.user, **standing | body)
        return self.told()

    def told(self) -> Response:
        user, token = self.request.user, self.token
        shown = {
            "kind": token.kind if token else "session",
            "name": str(user or token),
            "email": getattr(user, "email", None),
            "language": getattr(user, "language", None),
            "single_keys": getattr(user, "single_keys", None),
            "token_id": token.id if token else None,
            "organisations": self.places(),
        }
        return Response(MeOut(shown).data)


class Organisations(Caller):
    @page("The councils I work for", query=Nothing, out=OwnCouncilOut)
    def get(self, request: Request) -> Response:
        return Response(whole(self.places(), OwnCouncilOut))

    @operation("Begin for a council", body=BeginIn, out=OwnCouncilOut, status=HTTPStatus.CREATED, keeps=False)
    def post(self, request: Request, body: dict[str, Any]) -> Response:
        """By somebody with a verified address of that council’s house, signed in; they become its owner. Where sign-up
        is not open, whoever runs this begins."""
        if self.token is not None:
            raise NotAllowed(_("Sign in to do this; a token belongs to one council."))
        member = begin(self.user, body)
        told = _place(member.organisation, member.permissions, member)
        return Response(OwnCouncilOut(told).data, status=HTTPStatus.CREATED)


def _place(organisation: Any, powers: frozenset[Permission], member: Membership | None) -> dict[str, Any]:
    return {
        "slug": organisation.slug,
        "name": organisation.name,
        "role": member.role if member else None,
        "member_id": member.id if member else None,
        "scopes": sorted(power.value for power in powers),
        "url": reverse("api:organisation", args=[organisation.slug]),
    }
