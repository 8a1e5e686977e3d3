"""“Look at this address”: waiting, what is there, and following it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.common.actor import Actor
from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.sources import AddressForm, PlaceForm
from apps.desk.place_cards import icon_of
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.private import follow_privately
from apps.discoveries.actions.sources import LONGEST_NAME, follow_place
from apps.discoveries.addresses import place_of
from apps.discoveries.models import Follow, Look, PrivateFollow
from apps.discoveries.policies import can_follow
from apps.discoveries.whose import account_key, listed_on
from apps.ingestion.manners import manner_of

USUALLY_WITHIN = timedelta(minutes=1)


@member_page(nav="sources")
def look(request: MemberRequest, look_id: UUID) -> HttpResponse:
    """Loads itself again until a worker has looked; then each place has its own form."""
    seen: Look = get_object_or_404(Look.objects.all(), pk=look_id)
    posted = None
    if request.method == "POST":
        require(can_follow(request.actor))
        posted = PlaceForm(request.POST)
        if posted.run(_follow, actor=request.actor, look=seen, at=now()):
            return _welcome(request, posted.result)
    context = {
        "look": seen,
        "is_slow": seen.asked_at < now() - USUALLY_WITHIN,
        "form": posted,
        "places": list(_places(seen, posted)),
        "address_form": AddressForm(initial={"address": "" if seen.sealed else seen.address}),
        "status_api": f"/api/v1/organisations/{request.organisation.slug}/looks/{seen.id}",
    }
    return render(request, "looks/look.html", context)


def _follow(
    *, actor: Actor, look: Look, place: int, name: str, whose: str, at: datetime
) -> Follow | PrivateFollow:
    """Openly, or behind a secret address. Raises what these raise."""
    if place_of(look, place)["secret"]:
        return follow_privately(actor=actor, look=look, place=place, name=name, at=at)
    return follow_place(actor=actor, look=look, place=place, name=name, whose=whose, at=at)


def _welcome(request: MemberRequest, follow: Follow | PrivateFollow) -> HttpResponse:
    sentence = _("We follow “%(name)s” now. What it lists today meets your searches first.")
    messages.success(request, sentence % {"name": follow.name})
    page = "desk:private_source" if isinstance(follow, PrivateFollow) else "desk:source"
    return redirect(page, request.organisation.slug, follow.id)


def _places(seen: Look, posted: PlaceForm | None) -> Iterator[dict[str, Any]]:
    addresses = [place["feed_url"] for place in seen.places if place["feed_url"]]
    listed = listed_on(now())
    ours = Follow.objects.current().for_display().filter(source__url__in=addresses) if addresses else []
    followed = {follow.source.url: follow for follow in ours}
    for number, place in enumerate(seen.places):
        yield {
            "title": place["title"] or seen.address,
            "manner": manner_of(place["platform"]),
            "icon": icon_of(place["platform"], is_secret=place["secret"]),
            "account": place.get("account", ""),
            "asks_whose": _asks_whose(place, listed),
            "is_comments": place["what"] == "comments",
            "is_secret": place["secret"],
            "home_url": place["home_url"],
            "items": [_item(item) for item in place["items"]],
            "follow": followed.get(place["feed_url"]),
            "form": _form(number, place, posted),
        }


def _asks_whose(place: dict[str, Any], listed: frozenset[str]) -> bool:
    account = place.get("account", "")
    return bool(account) and account_key(account) not in listed


def _form(number: int, place: dict[str, Any], posted: PlaceForm | None) -> PlaceForm:
    if posted is not None and posted["place"].value() == str(number):
        posted.auto_id = f"place-{number}-%s"
        return posted
    start = {"place": number, "name": place["title"][:LONGEST_NAME]}
    return PlaceForm(initial=start, auto_id=f"place-{number}-%s")


def _item(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"at": datetime.fromisoformat(item["at"]) if item["at"] else None}
