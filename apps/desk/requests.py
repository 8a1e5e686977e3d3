"""The way into every signed-in page: who is it, of which council, and one transaction around the answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from apps.accounts.models import User
from apps.common.actor import Actor
from apps.common.refusals import NotAllowed, NotThere
from apps.desk.shell import shell_of
from apps.organisations.actors import actor_of_member, member_of
from apps.organisations.models import Membership, Organisation
from apps.organisations.scope import answer_in_council


class MemberRequest(HttpRequest):
    """A request of a member, inside their council's scope."""

    user: User
    actor: Actor
    member: Membership
    organisation: Organisation
    shell: dict[str, Any]


LAST_COUNCIL = "council"
Page = Callable[Concatenate[MemberRequest, ...], HttpResponse]


def member_page(*, nav: str = "") -> Callable[[Page], Callable[..., HttpResponse]]:
    """For members of the council in the address only; for everybody else the page is not there.

    ``nav``: the entry of the navigation that is current.
    """

    def decorate(page: Page) -> Callable[..., HttpResponse]:
        @wraps(page)
        def view(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            member = member_of(user_id=cast(User, request.user).id, slug=slug)
            if member is None:
                raise Http404
            asked = _as_member(request, member, nav)
            return answer_in_council(member.organisation_id, lambda: _answer(page, asked, kwargs))

        view.member_page = True  # type: ignore[attr-defined]  # what the guard test looks for
        return never_cache(login_required(view))

    return decorate


def _as_member(request: HttpRequest, member: Membership, nav: str) -> MemberRequest:
    asked = cast(MemberRequest, request)
    asked.member = member
    asked.organisation = member.organisation
    asked.actor = actor_of_member(member)
    asked.shell = {"nav": {"current": nav}}
    if request.session.get(LAST_COUNCIL) != member.organisation.slug:
        request.session[LAST_COUNCIL] = member.organisation.slug
    return asked


def _answer(page: Page, request: MemberRequest, kwargs: dict[str, Any]) -> HttpResponse:
    request.shell = shell_of(request)
    try:
        return page(request, **kwargs)
    except NotThere as refusal:
        raise Http404 from refusal
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
