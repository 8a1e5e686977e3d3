"""One place behind a secret address: its name, how it is, and stopping. Nobody is shown the address."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.sources import FollowNameForm
from apps.desk.place_cards import Found, card_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.private import look_now_private, rename_private, unfollow_private
from apps.discoveries.models import PrivateFollow
from apps.discoveries.policies import can_change_follow
from apps.ingestion.manners import manner_of


@member_page(nav="sources")
def source(request: MemberRequest, private_id: UUID) -> HttpResponse:
    follow = _follow(private_id)
    posted = request.POST if request.method == "POST" else None
    form = FollowNameForm(posted, initial={"name": follow.name})
    if posted is not None:
        require(can_change_follow(request.actor, follow))
        if form.run(rename_private, actor=request.actor, follow=follow, at=now()):
            messages.success(request, _("From now on we call it “%(name)s”.") % {"name": form.result.name})
            return redirect("desk:private_source", request.organisation.slug, follow.id)
    context = {
        "form": form,
        "follow": follow,
        "source": card_of(follow, request.organisation.slug, Found.of_all(), now()),
        "manner": manner_of(follow.platform),
    }
    return render(request, "sources/private.html", context)


@require_POST
@member_page(nav="sources")
def look_again(request: MemberRequest, private_id: UUID) -> HttpResponse:
    follow = _follow(private_id)
    look_now_private(actor=request.actor, follow=follow, at=now())
    messages.success(request, _("We look as soon as this place’s manners allow, usually within a minute."))
    return redirect("desk:private_source", request.organisation.slug, follow.id)


@require_POST
@member_page(nav="sources")
def stop(request: MemberRequest, private_id: UUID) -> HttpResponse:
    follow = _follow(private_id)
    unfollow_private(actor=request.actor, follow=follow, at=now())
    said = _("We stopped following “%(name)s” and forgot its address. Its finds stay.")
    messages.success(request, said % {"name": follow.name})
    return redirect("desk:sources", request.organisation.slug)


def _follow(private_id: UUID) -> PrivateFollow:
    follow: PrivateFollow = get_object_or_404(PrivateFollow.objects.all(), pk=private_id)
    return follow
