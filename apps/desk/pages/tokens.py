"""Keys for programs: shown once, ended with one press."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.permission import Permission
from apps.common.refusals import require
from apps.desk.forms.tokens import TokenForm
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import tell
from apps.organisations.actions import issue_token, revoke_token
from apps.organisations.models import ApiToken
from apps.organisations.policies import can_make_token
from apps.organisations.querysets import TokenQuerySet


@member_page(nav="settings")
def everyone(request: MemberRequest) -> HttpResponse:
    """The secret is in the answer to the form and nowhere else: it is neither stored nor redirected to."""
    kinds = [kind for kind in ApiToken.Kind.values if can_make_token(request.actor, kind)]
    form = TokenForm(request.POST or None, kinds=kinds, scopes=request.actor.permissions)
    if kinds and form.run(issue_token, actor=request.actor, at=now()):
        example = f"curl -H 'Authorization: Bearer {form.result.secret}' {settings.GC_BASE_URL}/api/v1/me"
        return render(request, "tokens/issued.html", {"issued": form.result, "example": example})
    context = {"form": form if kinds else None, "tokens": shown(request).for_display(), "at": now()}
    return render(request, "tokens/everyone.html", context)


@member_page(nav="settings")
@require_POST
def revoke(request: MemberRequest, token_id: UUID) -> HttpResponse:
    token = get_object_or_404(shown(request), pk=token_id)
    if tell(request, revoke_token, token=token):
        messages.success(request, _("The token no longer works."))
    return redirect("desk:tokens", request.organisation.slug)


def shown(request: MemberRequest) -> TokenQuerySet:
    """One's own; those of the whole council to whoever may end them."""
    require(request.actor.is_person)
    tokens = ApiToken.objects.of_organisation(request.organisation.id)
    if request.actor.may(Permission.INTEGRATIONS_WRITE):
        return tokens
    return tokens.of_member(request.member.id)
