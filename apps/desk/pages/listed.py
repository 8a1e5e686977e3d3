"""Organisations, groups and our own accounts that a search may name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.searches import ListedForm
from apps.desk.requests import MemberRequest, member_page
from apps.searches.actions import list_account, unlist_account
from apps.searches.models import ListedAccount
from apps.searches.policies import can_write


@member_page(nav="searches")
def listed(request: MemberRequest) -> HttpResponse:
    """``?handle=`` comes from a search that was refused because it named somebody."""
    posted = request.POST if request.method == "POST" else None
    form = ListedForm(posted, initial={"handle": request.GET.get("handle", "")})
    if posted is not None:
        require(can_write(request.actor))
        if form.run(list_account, actor=request.actor, at=now()):
            messages.success(
                request, _("Searches may name @%(handle)s now.") % {"handle": form.result.handle}
            )
            return redirect("desk:listed", request.organisation.slug)
    accounts = list(ListedAccount.objects.for_display())
    return render(request, "listed/list.html", {"form": form, "accounts": accounts})


@require_POST
@member_page(nav="searches")
def remove(request: MemberRequest, account_id: UUID) -> HttpResponse:
    account: ListedAccount = get_object_or_404(ListedAccount.objects.all(), pk=account_id)
    unlist_account(actor=request.actor, account=account, at=now())
    messages.success(request, _("@%(handle)s is no longer on the list.") % {"handle": account.handle})
    return redirect("desk:listed", request.organisation.slug)
