"""Addresses of one council's people, keys and settings, beneath ``/o/<slug>/``."""

from django.urls import path

from apps.desk.pages import audit, hosts, invitations, join_requests, people, settings, teams, tokens

urlpatterns = [
    path("people/", people.everyone, name="people"),
    path("people/leave/", people.leave, name="leave"),
    path("people/teams/", teams.everyone, name="teams"),
    path("people/teams/<uuid:team_id>/", teams.one, name="team"),
    path("people/teams/<uuid:team_id>/add/", teams.add, name="team_add"),
    path("people/teams/<uuid:team_id>/remove/<uuid:member_id>/", teams.remove, name="team_remove"),
    path("people/teams/<uuid:team_id>/end/", teams.end, name="team_end"),
    path("people/hosts/", hosts.hosts, name="hosts"),
    path("people/hosts/swap/", hosts.swap, name="host_swap"),
    path("people/hosts/<uuid:swap_id>/as-usual/", hosts.as_usual, name="host_as_usual"),
    path("people/invitations/", invitations.everyone, name="invitations"),
    path("people/invitations/<uuid:invitation_id>/again/", invitations.again, name="invitation_again"),
    path("people/invitations/<uuid:invitation_id>/back/", invitations.back, name="invitation_back"),
    path("people/requests/", join_requests.everyone, name="join_requests"),
    path("people/requests/<uuid:request_id>/let-in/", join_requests.come_in, name="join_request_let_in"),
    path("people/requests/<uuid:request_id>/decline/", join_requests.not_now, name="join_request_decline"),
    path("people/<uuid:member_id>/", people.person, name="person"),
    path("people/<uuid:member_id>/end/", people.end, name="person_end"),
    path("settings/", settings.council, name="settings"),
    path("settings/tokens/", tokens.everyone, name="tokens"),
    path("settings/tokens/<uuid:token_id>/revoke/", tokens.revoke, name="token_revoke"),
    path("settings/audit/", audit.events, name="audit"),
]
