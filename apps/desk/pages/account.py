"""A person's own pages: the invitation they were sent, their profile, how they sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.actions import change_profile
from apps.accounts.models import User
from apps.common.clock import now
from apps.common.refusals import Refusal
from apps.desk.accounts import INVITATION, speak
from apps.desk.forms.account import ProfileForm
from apps.organisations.actions import accept_invitation
from apps.organisations.invitations import digest_of
from apps.organisations.models import Invitation

LONGEST_TOKEN = 64


class AccountRequest(HttpRequest):
    """A request of somebody who is signed in, whatever their councils."""

    user: User


def account_page(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever is signed in, about themselves only."""

    @wraps(page)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return page(cast(AccountRequest, request), **kwargs)

    view.account_page = True  # type: ignore[attr-defined]  # what the guard test looks for
    return never_cache(login_required(view))


@never_cache
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """Where a letter leads. Keeps the token for later, out of the address; nothing is accepted by looking."""
    request.session[INVITATION] = token[:LONGEST_TOKEN]
    return redirect("account_invitation")


@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    """The same page whether the invitation stands or not, except for the person whose it is."""
    if request.method == "POST":
        return _accept(request)
    return render(request, "invitations/letter.html", {"invitation": _own_invitation(request)})


def _accept(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('account_invitation')}")
    try:
        member = accept_invitation(user=request.user, token=request.session.get(INVITATION, ""), at=now())
    except Refusal as refusal:
        return render(request, "invitations/letter.html", {"refusal": refusal}, status=refusal.status)
    request.session.pop(INVITATION, None)
    council = member.organisation
    messages.success(
        request, _("Welcome to %(council)s. It is good that you are here.") % {"council": council}
    )
    return redirect(f"{reverse('desk:councils')}{council.slug}/")


def _own_invitation(request: HttpRequest) -> Invitation | None:
    """What the letter said, for somebody who has shown that they own its address."""
    if not request.user.is_authenticated:
        return None
    waiting = Invitation.objects.open(now()).filter(digest=digest_of(request.session.get(INVITATION, "")))
    found: Invitation | None = (
        waiting.to_person(request.user.pk).select_related("organisation", "invited_by__user").first()
    )
    return found


@account_page
def profile(request: AccountRequest) -> HttpResponse:
    user = request.user
    start = {"name": user.name, "language": user.language, "single_keys": user.single_keys}
    form = ProfileForm(request.POST or None, initial=start)
    if form.run(change_profile, user=user):
        messages.success(request, _("That is how we will do it from now on."))
        return speak(redirect("account_profile"), user)
    return render(request, "account/profile.html", {"form": form})


@account_page
def security(request: AccountRequest) -> HttpResponse:
    return render(request, "account/security.html", {"has_password": request.user.has_usable_password()})
