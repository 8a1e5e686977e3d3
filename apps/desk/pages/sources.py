"""The places we follow: which they are, how they are, and following another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.sources import AddressForm, FollowNameForm
from apps.desk.place_cards import Found, card_of, shelves_of
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import offer_undo
from apps.discoveries.actions.sources import ask_to_look, look_now, rename_follow, unfollow
from apps.discoveries.models import Follow, PrivateFollow, Suggestion
from apps.discoveries.passing import listed_by
from apps.discoveries.policies import can_change_follow, can_follow
from apps.ingestion.manners import manner_of

LATELY = 5
SUGGESTED = 6


@member_page(nav="sources")
def sources(request: MemberRequest) -> HttpResponse:
    """Every place we follow, those that need us first; an editor pastes the address of the next one."""
    at = now()
    posted = request.POST if request.method == "POST" else None
    form = AddressForm(posted, initial={"address": request.GET.get("address", "")})
    if posted is not None:
        require(can_follow(request.actor))
        if form.run(ask_to_look, actor=request.actor, at=at):
            return redirect("desk:look", request.organisation.slug, form.result.id)
    follows = list(Follow.objects.for_display())
    ours = [*(one for one in follows if one.ended_at is None), *PrivateFollow.objects.current().for_display()]
    found = Found.of_all() if ours else Found({})
    context = {
        "form": form,
        "shelves": shelves_of([card_of(follow, request.organisation.slug, found, at) for follow in ours]),
        "former": _former(follows),
        "suggestions": Suggestion.objects.offered()[:SUGGESTED],
    }
    return render(request, "sources/list.html", context)


@member_page(nav="sources")
def source(request: MemberRequest, follow_id: UUID) -> HttpResponse:
    at = now()
    follow = _follow(follow_id)
    posted = request.POST if request.method == "POST" else None
    form = FollowNameForm(posted, initial={"name": follow.name})
    if posted is not None:
        require(can_change_follow(request.actor, follow))
        if form.run(rename_follow, actor=request.actor, follow=follow, at=at):
            messages.success(request, _("From now on we call it “%(name)s”.") % {"name": form.result.name})
            return redirect("desk:source", request.organisation.slug, follow.id)
    context = {
        "form": form,
        "follow": follow,
        "source": card_of(follow, request.organisation.slug, Found.of_all(), at),
        "manner": manner_of(follow.source.platform),
        "lately": listed_by(follow, limit=LATELY) if follow.ended_at is None else [],
    }
    return render(request, "sources/place.html", context)


@require_POST
@member_page(nav="sources")
def look_again(request: MemberRequest, follow_id: UUID) -> HttpResponse:
    follow = _follow(follow_id)
    look_now(actor=request.actor, follow=follow, at=now())
    messages.success(request, _("We look as soon as this place’s manners allow, usually within a minute."))
    return redirect("desk:source", request.organisation.slug, follow.id)


@require_POST
@member_page(nav="sources")
def stop(request: MemberRequest, follow_id: UUID) -> HttpResponse:
    follow = _follow(follow_id)
    unfollow(actor=request.actor, follow=follow, at=now())
    said = _("We stopped following “%(name)s”. Its finds stay.") % {"name": follow.name}
    offer_undo(request, reverse("desk:source_again", args=[request.organisation.slug, follow.id]), said)
    return redirect("desk:source", request.organisation.slug, follow.id)


@require_POST
@member_page(nav="sources")
def follow_again(request: MemberRequest, follow_id: UUID) -> HttpResponse:
    """Looks at its address anew: who follows sees what is there today."""
    follow = _follow(follow_id)
    look = ask_to_look(actor=request.actor, address=follow.source.url, at=now())
    return redirect("desk:look", request.organisation.slug, look.id)


def _follow(follow_id: UUID) -> Follow:
    follow: Follow = get_object_or_404(Follow.objects.for_display(), pk=follow_id)
    return follow


def _former(follows: list[Follow]) -> list[Follow]:
    """Places that we no longer follow, the last first; not those that we follow again."""
    current = {follow.source_id for follow in follows if follow.ended_at is None}
    ended = {
        follow.source_id: follow for follow in follows if follow.ended_at and follow.source_id not in current
    }
    return sorted(ended.values(), key=lambda follow: follow.ended_at or follow.since, reverse=True)
