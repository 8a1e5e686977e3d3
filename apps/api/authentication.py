"""Who is asking: a token in the header, or the session of our own pages."""

from django.utils.translation import gettext as _
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.models import User
from apps.api.throttling import address_of
from apps.common.clock import now
from apps.organisations.actions import check_token
from apps.organisations.models import ApiToken


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Bearer <token>``. A header that opens nothing is an answer: no session is tried after it."""

    def authenticate(self, request: Request) -> tuple[User | None, ApiToken] | None:
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        scheme, _space, raw = header.partition(" ")
        token = (
            check_token(raw.strip(), now(), ip=address_of(request._request))
            if scheme.lower() == "bearer"
            else None
        )
        if token is None:
            raise AuthenticationFailed(_("That token does not open anything."), code="bad_token")
        is_personal = token.kind == ApiToken.Kind.PERSONAL
        return (token.created_by.user if is_personal else None), token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Good Company"'


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of our own pages, with their CSRF token."""
