"""Addresses of this door. Without a slash at the end; whatever is not here is answered with a problem."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from apps.api import documents
from apps.api.v1 import (
    acts,
    council,
    entrance,
    finds,
    listed,
    people,
    places,
    presence,
    public,
    search_reading,
    search_versions,
    searches,
    sources,
    tokens,
)

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
    path("places", places.Places.as_view(), name="places"),
    path("places/list", places.PlaceList.as_view(), name="place-list"),
    path("places/list-preview", places.PlaceListPreview.as_view(), name="place-list-preview"),
    path("places/<uuid:place_id>", places.OnePlace.as_view(), name="place"),
    path("places/<uuid:place_id>/parts", places.PlaceParts.as_view(), name="place-parts"),
    path("places/<uuid:place_id>/parts/<uuid:part_id>", places.OnePlacePart.as_view(), name="place-part"),
    path("looks", sources.Looks.as_view(), name="looks"),
    path("looks/<uuid:look_id>", sources.OneLook.as_view(), name="look"),
    path("sources", sources.Sources.as_view(), name="sources"),
    path("sources/<uuid:source_id>", sources.OneSource.as_view(), name="source"),
    path("sources/<uuid:source_id>/look-now", sources.LookNow.as_view(), name="source-look-now"),
    path("searches", searches.Searches.as_view(), name="searches"),
    path("searches/preview", searches.SearchPreview.as_view(), name="search-preview"),
    path("searches/read", search_reading.SearchReading.as_view(), name="search-reading"),
    path("searches/<uuid:search_id>", searches.OneSearch.as_view(), name="search"),
    path(
        "searches/<uuid:search_id>/versions", search_versions.SearchVersions.as_view(), name="search-versions"
    ),
    path(
        "searches/<uuid:search_id>/versions/<uuid:version_id>",
        search_versions.OneVersion.as_view(),
        name="search-version",
    ),
    path(
        "searches/<uuid:search_id>/versions/<uuid:version_id>/restore",
        search_versions.RestoreVersion.as_view(),
        name="search-restore",
    ),
    path("searches/<uuid:search_id>/pause", searches.PauseSearch.as_view(), name="search-pause"),
    path("searches/<uuid:search_id>/resume", searches.ResumeSearch.as_view(), name="search-resume"),
    path("searches/<uuid:search_id>/lock", searches.SearchLock.as_view(), name="search-lock"),
    path("listed-accounts", listed.ListedAccounts.as_view(), name="listed-accounts"),
    path("listed-accounts/<uuid:account_id>", listed.OneListedAccount.as_view(), name="listed-account"),
    path(
        "listed-accounts/<uuid:account_id>/approve",
        listed.ApproveListedAccount.as_view(),
        name="listed-account-approve",
    ),
    path("search-reviews", listed.SearchReviews.as_view(), name="search-reviews"),
    path("search-reviews/<uuid:review_id>", listed.OneSearchReview.as_view(), name="search-review"),
    path("finds", finds.Finds.as_view(), name="finds"),
    path("finds/<uuid:find_id>", finds.OneFind.as_view(), name="find"),
    path("finds/<uuid:find_id>/presence", presence.FindPresence.as_view(), name="find-presence"),
    path("finds/<uuid:find_id>/join-in", finds.JoinIn.as_view(), name="find-join-in"),
    path("finds/<uuid:find_id>/said-it", finds.SaidIt.as_view(), name="find-said-it"),
    path("finds/<uuid:find_id>/pass-on", finds.PassOn.as_view(), name="find-pass-on"),
    path("finds/<uuid:find_id>/leave-be", finds.LeaveBe.as_view(), name="find-leave-be"),
    path("finds/<uuid:find_id>/later", finds.Later.as_view(), name="find-later"),
    path("finds/<uuid:find_id>/give-back", finds.GiveBack.as_view(), name="find-give-back"),
    path("finds/<uuid:find_id>/undo", finds.Undo.as_view(), name="find-undo"),
    path("finds/<uuid:find_id>/erase", finds.Erase.as_view(), name="find-erase"),
    path("acts", acts.Acts.as_view(), name="acts"),
    path("acts/<uuid:act_id>", acts.OneAct.as_view(), name="act"),
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
