"""Addresses of this door. Without a slash at the end; whatever is not here is answered with a problem."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from apps.api import documents
from apps.api.v1 import council, entrance, people, public, tokens

app_name = "api"

COUNCIL: list[URLPattern | URLResolver] = [
    path("roles", council.Roles.as_view(), name="roles"),
    path("balance", council.OneBalance.as_view(), name="balance"),
    path("changes", council.Changes.as_view(), name="changes"),
    path("audit-events", council.AuditEvents.as_view(), name="audit-events"),
    path("members", people.Members.as_view(), name="members"),
    path("members/<uuid:member_id>", people.OneMember.as_view(), name="member"),
    path("teams", people.Teams.as_view(), name="teams"),
    path("teams/<uuid:team_id>", people.OneTeam.as_view(), name="team"),
    path("teams/<uuid:team_id>/members", people.TeamMembers.as_view(), name="team-members"),
    path("teams/<uuid:team_id>/members/<uuid:member_id>", people.OneTeamMember.as_view(), name="team-member"),
    path("invitations", people.Invitations.as_view(), name="invitations"),
    path("invitations/<uuid:invitation_id>", people.OneInvitation.as_view(), name="invitation"),
    path(
        "invitations/<uuid:invitation_id>/resend", people.ResendInvitation.as_view(), name="invitation-resend"
    ),
    path("tokens", tokens.Tokens.as_view(), name="tokens"),
    path("tokens/<uuid:token_id>", tokens.OneToken.as_view(), name="token"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1", entrance.Index.as_view(), name="index"),
    path("v1/me", entrance.Me.as_view(), name="me"),
    path("v1/docs", documents.docs, name="docs"),
    path("v1/openapi.json", documents.OpenApiJson.as_view(), name="openapi-json"),
    path("v1/openapi.yaml", documents.OpenApiYaml.as_view(), name="openapi-yaml"),
    path("v1/invitations/accept", people.AcceptInvitation.as_view(), name="invitation-accept"),
    path("v1/organisations", entrance.Organisations.as_view(), name="organisations"),
    path("v1/organisations/<slug:org>", council.OneOrganisation.as_view(), name="organisation"),
    path("v1/organisations/<slug:org>/", include(COUNCIL)),
    path("v1/public/organisations", public.PublicOrganisations.as_view(), name="public-organisations"),
    path("v1/public/organisations/<slug:slug>", public.PublicNotice.as_view(), name="public-notice"),
    path(
        "v1/public/organisations/<slug:slug>/balance", public.PublicBalance.as_view(), name="public-balance"
    ),
    re_path(r"^", documents.NothingHere.as_view(), name="nothing"),
]
