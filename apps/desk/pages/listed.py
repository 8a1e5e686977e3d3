"""Whom searches may name: asked for by one, approved by another, for a time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import day_of, now
from apps.common.refusals import require
from apps.desk.forms.searches import ListedForm
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.accounts import unlist_account
from apps.searches.actions import approve_account, list_account
from apps.searches.models import ListedAccount
from apps.searches.policies import can_approve, can_write

QUARTER = timedelta(days=91)


@member_page(nav="searches")
def listed(request: MemberRequest) -> HttpResponse:
    """``?handle=`` comes from a search that was refused because it named somebody."""
    at = now()
    posted = request.POST if request.method == "POST" else None
    form = ListedForm(
        posted, initial={"handle": request.GET.get("handle", ""), "ends_on": day_of(at + QUARTER)}
    )
    if posted is not None:
        require(can_write(request.actor))
        if form.run(list_account, actor=request.actor, at=at):
            messages.success(request, _said(form.result))
            return redirect("desk:listed", request.organisation.slug)
    return render(request, "listed/list.html", {"form": form, "rows": _rows(request, at)})


@require_POST
@member_page(nav="searches")
def approve(request: MemberRequest, account_id: UUID) -> HttpResponse:
    account = approve_account(actor=request.actor, account=_account(account_id), at=now())
    messages.success(request, _said(account))
    return redirect("desk:listed", request.organisation.slug)


@require_POST
@member_page(nav="searches")
def remove(request: MemberRequest, account_id: UUID) -> HttpResponse:
    account = _account(account_id)
    unlist_account(actor=request.actor, account=account, at=now())
    messages.success(request, _("%(handle)s is no longer on the list.") % {"handle": account.handle})
    return redirect("desk:listed", request.organisation.slug)


def _account(account_id: UUID) -> ListedAccount:
    account: ListedAccount = get_object_or_404(ListedAccount.objects.all(), pk=account_id)
    return account


def _said(account: ListedAccount) -> str:
    if account.is_approved:
        return _("Searches may name %(handle)s now.") % {"handle": account.handle}
    return _("A colleague who may write searches has to approve %(handle)s first.") % {
        "handle": account.handle
    }


def _rows(request: MemberRequest, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "account": account,
            "is_in_force": account.is_in_force(day_of(at)),
            "may_approve": not account.is_approved and can_approve(request.actor, account),
        }
        for account in ListedAccount.objects.for_display()
    ]
