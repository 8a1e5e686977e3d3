"""Addresses of a person's own account, and of the invitations they were sent."""

from django.urls import path

from apps.desk.pages import account

urlpatterns = [
    path("invitations/<str:token>/", account.letter, name="account_invitation_letter"),
    path("invitation/", account.invitation, name="account_invitation"),
    path("profile/", account.profile, name="account_profile"),
    path("security/", account.security, name="account_security"),
]
