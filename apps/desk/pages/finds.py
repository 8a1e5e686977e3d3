"""Finds: the inbox, one find, and the four buttons. Each works as a plain form; scripts only spare the page's turning."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from apps.assignments.actions import give_back as give_find_back
from apps.assignments.actions import join_in, pass_on, said_it
from apps.assignments.actions import undo as undo_latest
from apps.assignments.hands import hands_of
from apps.assignments.models import Assignment
from apps.assignments.policies import can_give_back
from apps.common.clock import now
from apps.common.permission import Permission
from apps.common.refusals import NotThere, Refusal, require
from apps.desk.forms.finds import EraseForm, LaterForm, LeaveForm, PassOnForm, SaidItForm
from apps.desk.pages.found import acts_on, address, cards_of, history_of, whose
from apps.desk.pages.inbox import inbox_of, list_address
from apps.desk.pages.presence import presence_of
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import offer_undo
from apps.discoveries.actions.finds import erase_find
from apps.discoveries.actions.glances import note_glance
from apps.discoveries.actions.triage import leave_be, put_off
from apps.discoveries.models import Find
from apps.discoveries.policies import can_decide, can_erase
from apps.ledger.balance import this_week
from apps.organisations.models import Membership, Team


@member_page(nav="finds")
def finds(request: MemberRequest) -> HttpResponse:
    return render(request, "finds/list.html", {"inbox": inbox_of(request, at=now())})


@member_page(nav="finds")
def find(request: MemberRequest, find_id: UUID) -> HttpResponse:
    found = _the_find(find_id)
    is_often = note_glance(actor=request.actor, find=found, at=now())
    return _page_of(request, found, glanced_often=is_often)


@member_page(nav="finds")
@require_POST
def answer(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """One of the four buttons."""
    choose = ANSWERS.get(request.POST.get("answer", ""))
    if choose is None:
        return HttpResponseBadRequest()
    return choose(request, _the_find(find_id))


def _join_in(request: MemberRequest, find: Find) -> HttpResponse:
    return _decide(
        request,
        find,
        lambda at: join_in(actor=request.actor, find=find, at=at),
        said=_("You have this one."),
        then=_find_url(request, find),
    )


def _choose_receiver(request: MemberRequest, find: Find) -> HttpResponse:
    return redirect(address("find_pass_on", request, find, request.GET.urlencode()))


def _leave_be(request: MemberRequest, find: Find) -> HttpResponse:
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _page_of(request, find, status=422, leave_form=form)
    return _decide(
        request,
        find,
        lambda at: leave_be(actor=request.actor, find=find, at=at, **form.arguments()),
        said=_("Left be."),
    )


def _later(request: MemberRequest, find: Find) -> HttpResponse:
    form = LaterForm(request.POST, at=now())
    if not form.is_valid():
        return _page_of(request, find, status=422, later_form=form)
    chosen = form.arguments()
    return _decide(
        request,
        find,
        lambda at: put_off(actor=request.actor, find=find, at=at, **chosen),
        said=_("Kept for later, until %(day)s.") % {"day": _moment(chosen["until"])},
    )


ANSWERS: dict[str, Callable[[MemberRequest, Find], HttpResponse]] = {
    "join_in": _join_in,
    "pass_on": _choose_receiver,
    "leave_be": _leave_be,
    "later": _later,
}


@member_page(nav="finds")
def pass_find_on(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """To whom, and a word to go with it."""
    find, at = _the_find(find_id), now()
    require(can_decide(request.actor, find))
    colleagues, teams = colleagues_of(request), teams_here()
    form = PassOnForm(_sent(request), colleagues=colleagues, teams=teams)
    if form.run(pass_on, actor=request.actor, find=find, at=at):
        receiver = dict([*colleagues, *teams])[form.cleaned_data["to"]]
        offer_undo(
            request, address("find_undo", request, find), _("Passed on to %(who)s.") % {"who": receiver}
        )
        return redirect(list_address(request))
    context = {"form": form, "card": cards_of(request, [find], at=at)[0], "list_url": list_address(request)}
    return render(request, "finds/pass_on.html", context, status=422 if form.is_bound else 200)


@member_page(nav="finds")
@require_POST
def said(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """“I said it.”"""
    find = _the_find(find_id)
    form = SaidItForm(request.POST)
    if not form.is_valid():
        return _page_of(request, find, status=422, said_form=form)
    answered = _decide(
        request,
        find,
        lambda at: said_it(actor=request.actor, find=find, at=at, **form.arguments()),
        said=_("Said."),
        then=_find_url(request, find),
    )
    if answered.status_code == HTTPStatus.FOUND:
        messages.success(request, _count())
    return answered


@member_page(nav="finds")
@require_POST
def give_back(request: MemberRequest, find_id: UUID) -> HttpResponse:
    find = _the_find(find_id)
    return _decide(
        request,
        find,
        lambda at: give_find_back(actor=request.actor, find=find, at=at),
        said=_("Given back to everybody."),
    )


@member_page(nav="finds")
@require_POST
def undo(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """Take back the latest decision. Whoever undid something wants to see that find again."""
    find = _the_find(find_id)
    try:
        undo_latest(actor=request.actor, find=find, at=now())
    except NotThere:
        raise
    except Refusal as refusal:
        return _page_of(request, find, status=refusal.status, refusal=refusal)
    messages.success(request, _("It stands again as before."))
    return redirect(_find_url(request, find))


@member_page(nav="finds")
def erase(request: MemberRequest, find_id: UUID) -> HttpResponse:
    """Someone asked us to forget this. It cannot be undone, so it is asked twice."""
    find = _the_find(find_id)
    require(can_erase(request.actor, find))
    form = EraseForm(_sent(request))
    if form.run(erase_find, actor=request.actor, find=find, at=now()):
        messages.success(request, _("It is forgotten, and it will not come back."))
        return redirect("desk:finds", request.organisation.slug)
    card = cards_of(request, [find], at=now())[0]
    return render(request, "finds/erase.html", {"form": form, "card": card, "find": find})


def _the_find(find_id: UUID) -> Find:
    """Raises NotThere."""
    find: Find | None = Find.objects.filter(pk=find_id).first()
    if find is None:
        raise NotThere
    return find


def _sent(request: MemberRequest) -> Any:
    """What a form was sent with, even when that is nothing."""
    return request.POST if request.method == "POST" else None


def _decide(
    request: MemberRequest, find: Find, act: Callable[[datetime], object], *, said: str, then: str = ""
) -> HttpResponse:
    """Do it and say so with a way back; or show the find as it stands now, and why not."""
    try:
        act(now())
    except NotThere:
        raise
    except Refusal as refusal:
        return _page_of(request, find, status=refusal.status, refusal=refusal)
    offer_undo(request, address("find_undo", request, find, request.GET.urlencode()), said)
    return redirect(then or list_address(request))


def _page_of(request: MemberRequest, find: Find, *, status: int = 200, **answers: Any) -> HttpResponse:
    """A find's own page. ``answers``: forms that came back wrong, or the refusal of what was tried."""
    at = now()
    find.refresh_from_db()
    held = hands_of([find]).get(find.id)
    inbox = inbox_of(request, at=at, beside=[find])
    context = {
        "inbox": inbox,
        "find": find,
        "card": inbox.beside[0],
        "list_url": list_address(request),
        "history": history_of(find),
        "acts": acts_on(find),
        "hands": held,
        "find_presence": presence_of(request, find, at),
        "said_form": SaidItForm(),
        "leave_form": LeaveForm(),
        "later_form": LaterForm(at=at),
        **_what_may_be_done(request, find, held),
        **_addresses(request, find),
    }
    return render(request, "finds/find.html", context | answers, status=status)


def _what_may_be_done(request: MemberRequest, find: Find, held: Assignment | None) -> dict[str, Any]:
    may = can_decide(request.actor, find)
    is_mine = held is not None and held.to_id == request.member.id
    team = held.team if held else None
    return {
        "is_mine": may and is_mine,
        "may_take": may and team is not None and team.members.filter(membership=request.member).exists(),
        "whose": whose(held, request.member.id) if held and not is_mine else "",
        "may_give_back": held is not None and held.to_id is not None and can_give_back(request.actor, held),
        "may_undo": may and find.state != Find.State.GONE,
        "may_tag": may and find.state != Find.State.GONE,
        "may_erase": can_erase(request.actor, find) and bool(find.title or find.excerpt or find.url),
    }


def _addresses(request: MemberRequest, find: Find) -> dict[str, str]:
    query = request.GET.urlencode()
    names = ("said", "give_back", "pass_on", "undo", "erase")
    return {f"{name}_url": address(f"find_{name}", request, find, query) for name in names}


def _find_url(request: MemberRequest, find: Find) -> str:
    return address("find", request, find, request.GET.urlencode())


def _moment(at: datetime) -> str:
    return str(date_format(localtime(at), "j F, H:i"))


def _count() -> str:
    week = this_week(at=now())
    facts = {"gave": _times(week.gave), "asked": _times(week.asked)}
    return _("Counted: this week we joined in %(gave)s and asked %(asked)s.") % facts


def _times(count: int) -> str:
    return ngettext("%(count)d time", "%(count)d times", count) % {"count": count}


def colleagues_of(request: MemberRequest) -> list[tuple[str, str]]:
    """Everybody else here who may join in."""
    members = Membership.objects.current().of_organisation(request.organisation.id).for_display()
    return [
        (f"to:{member.id}", str(member.user))
        for member in members
        if Permission.FINDS_JOIN in member.permissions and member.id != request.member.id
    ]


def teams_here() -> list[tuple[str, str]]:
    return [(f"team:{team.id}", team.name) for team in Team.objects.current()]
