"""What we gave and asked: a week of it, one more, one less."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from apps.common.clock import LONDON, now
from apps.common.refusals import NotThere, Refusal, require
from apps.desk.forms.acts import ActForm
from apps.desk.pages.found import address, web_address
from apps.desk.paging import page_of
from apps.desk.requests import MemberRequest, member_page
from apps.ledger.actions import record_act, withdraw_act
from apps.ledger.balance import Balance, balance_between, monday_of
from apps.ledger.models import Act
from apps.ledger.policies import can_record, can_withdraw

WEEK = timedelta(days=7)
WAYS = {
    "": _("Everything"),
    Act.Way.GIVE: _("Given"),
    Act.Way.ASK: _("Asked"),
    Act.Way.BROADCAST: _("Told"),
}
FURTHEST = timedelta(days=36525)


@dataclass(frozen=True)
class Asked:
    """Which acts the address asks for: of one week, by default this one; of one way, or all."""

    monday: datetime
    way: str

    def balance(self) -> Balance:
        return balance_between(start=self.monday, end=self.end)

    @property
    def end(self) -> datetime:
        return self.monday + WEEK

    @property
    def after(self) -> str:
        return f"?week={self.end:%Y-%m-%d}"

    @property
    def before(self) -> str:
        return f"?week={self.monday - WEEK:%Y-%m-%d}"

    def acts(self) -> QuerySet[Act]:
        found = Act.objects.standing().between(self.monday, self.end).for_display()
        return found.filter(way=self.way) if self.way else found

    def query(self, way: str) -> str:
        return f"?week={self.monday:%Y-%m-%d}" + (f"&way={way}" if way else "")


@member_page(nav="acts")
def acts(request: MemberRequest) -> HttpResponse:
    at = now()
    asked = _asked(request, at)
    balance = asked.balance()
    page = page_of(asked.acts(), by="at", asked=request.GET)
    context = {
        "asked": asked,
        "balance": balance,
        "tabs": _tabs(asked, balance),
        "rows": [_row(request, act) for act in page.rows],
        "newer_url": f"{asked.query(asked.way)}&{page.newer}" if page.newer else "",
        "older_url": f"{asked.query(asked.way)}&{page.older}" if page.older else "",
        "is_this_week": asked.monday == monday_of(at),
        "may_record": can_record(request.actor),
    }
    return render(request, "acts/list.html", context)


@member_page(nav="acts")
def add(request: MemberRequest) -> HttpResponse:
    """Something that was said where we had no find."""
    require(can_record(request.actor))
    form = ActForm(request.POST if request.method == "POST" else None)
    if form.run(record_act, actor=request.actor, at=now()):
        messages.success(request, _("Counted."))
        return redirect("desk:acts", request.organisation.slug)
    return render(request, "acts/new.html", {"form": form}, status=422 if form.is_bound else 200)


@member_page(nav="acts")
@require_POST
def take_back(request: MemberRequest, act_id: UUID) -> HttpResponse:
    act = Act.objects.filter(pk=act_id).first()
    if act is None:
        raise NotThere
    require(can_withdraw(request.actor, act))
    try:
        withdraw_act(actor=request.actor, act=act, at=now())
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("Taken back. It counts no more."))
    return redirect("desk:acts", request.organisation.slug)


def week_of(moment: datetime) -> str:
    """As an address names the week in which this moment lies."""
    return f"{monday_of(moment):%Y-%m-%d}"


def _asked(request: MemberRequest, at: datetime) -> Asked:
    """What cannot be read asks for this week, and for all ways."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
        monday = monday_of(datetime.combine(day, time(12), tzinfo=LONDON))
    except (ValueError, OverflowError):
        monday = monday_of(at)
    if abs(monday - at) > FURTHEST:
        monday = monday_of(at)
    way = request.GET.get("way", "")
    return Asked(monday=monday, way=way if way in Act.Way.values else "")


def _tabs(asked: Asked, balance: Balance) -> list[tuple[Any, str, int, bool]]:
    counts = {
        "": balance.gave + balance.asked + balance.broadcast,
        Act.Way.GIVE: balance.gave,
        Act.Way.ASK: balance.asked,
        Act.Way.BROADCAST: balance.broadcast,
    }
    return [(label, asked.query(way), counts[way], asked.way == way) for way, label in WAYS.items()]


def _row(request: MemberRequest, act: Act) -> dict[str, Any]:
    return {
        "act": act,
        "way": WAYS[act.way],
        "tone": {Act.Way.GIVE: "leaf", Act.Way.ASK: "rose"}.get(Act.Way(act.way), "sky"),
        "find_url": address("find", request, act.find) if act.find else "",
        "url": web_address(act.find.url) if act.find else "",
        "may_take_back": can_withdraw(request.actor, act),
    }
