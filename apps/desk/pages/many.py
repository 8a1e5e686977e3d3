"""One decision about many finds: the ones that were ticked, or all that match."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from apps.common.clock import now
from apps.common.refusals import NotThere, Refusal, require
from apps.desk.forms.many import ManyForm
from apps.desk.pages.finds import colleagues_of, teams_here
from apps.desk.pages.inbox import list_address
from apps.desk.requests import MemberRequest, member_page
from apps.desk.shell import offer_undo
from apps.inbox.actions.batches import decide_many, undo_batch
from apps.inbox.activity import can_be_undone, outcomes, reasons_of
from apps.inbox.around import around
from apps.inbox.models import Batch
from apps.inbox.policies import can_decide_many
from apps.inbox.wanted import Wanted, wanted_from

WHY_NOT = {
    "in_other_hands": lambda n: ngettext(
        "%(n)d was already in someone's hands", "%(n)d were already in someone's hands", n
    ),
    "already_taken": lambda n: ngettext(
        "%(n)d was already in someone's hands", "%(n)d were already in someone's hands", n
    ),
    "gone": lambda n: ngettext("%(n)d is no longer there", "%(n)d are no longer there", n),
    "already_tagged": lambda n: ngettext("%(n)d had the tag already", "%(n)d had the tag already", n),
    "not_there": lambda n: ngettext("%(n)d did not have the tag", "%(n)d did not have the tag", n),
    "already_undone": lambda n: ngettext("%(n)d was decided anew since", "%(n)d were decided anew since", n),
}


@member_page(nav="finds")
@require_POST
def many(request: MemberRequest) -> HttpResponse:
    """What needs another word (to whom, which tag) asks for it on a page of its own."""
    require(can_decide_many(request.actor))
    stands = around(actor=request.actor, at=now())
    form = ManyForm(
        request.POST, colleagues=colleagues_of(request), teams=teams_here(), tags=stands.names["tag"]
    )
    if not form.is_complete():
        return _ask(request, form)
    try:
        batch = decide_many(
            actor=request.actor, at=now(), **form.arguments(), **_which(request.POST, request.GET)
        )
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(list_address(request))
    return _told(request, batch)


@member_page(nav="finds")
def batch(request: MemberRequest, batch_id: UUID) -> HttpResponse:
    """How far a large one is, and what became of each."""
    found = _the_batch(batch_id)
    became = outcomes([found]).get(found.pk, {})
    context = {
        "batch": found,
        "became": became,
        "left": became.get("waiting", 0) if found.undo_at is None else became.get("done", 0),
        "is_busy": (found.undone_at if found.undo_at else found.finished_at) is None,
        "sentence": sentence_of(found, became),
        "why_not": why_not(found),
        "may_undo": can_decide_many(request.actor) and can_be_undone(found, now()),
        "list_url": reverse("desk:finds", args=[request.organisation.slug]),
    }
    return render(request, "finds/batch.html", context)


@member_page(nav="finds")
@require_POST
def undo(request: MemberRequest, batch_id: UUID) -> HttpResponse:
    found = _the_batch(batch_id)
    try:
        found = undo_batch(actor=request.actor, batch=found, at=now())
    except Refusal as refusal:
        require(can_decide_many(request.actor))
        messages.error(request, str(refusal))
        return redirect("desk:batch", request.organisation.slug, batch_id)
    stays = outcomes([found]).get(found.pk, {}).get("stays", 0)
    if found.undone_at is None or stays:
        return redirect("desk:batch", request.organisation.slug, batch_id)
    messages.success(request, _("All of them stand again as before."))
    return redirect("desk:finds", request.organisation.slug)


def sentence_of(batch: Batch, became: Any) -> str:
    """“37 left be.”"""
    done = sum(became.get(state, 0) for state in ("done", "undone", "stays"))
    return _("%(count)d %(what)s.") % {"count": done, "what": batch.get_what_display()}


def why_not(batch: Batch) -> list[str]:
    """“3 were already in someone's hands”, one for each reason."""
    return [
        WHY_NOT.get(code, lambda n: ngettext("%(n)d could not be", "%(n)d could not be", n))(size)
        % {"n": size}
        for code, size in reasons_of(batch).items()
    ]


def _told(request: MemberRequest, batch: Batch) -> HttpResponse:
    if batch.finished_at is None:
        return redirect("desk:batch", request.organisation.slug, batch.pk)
    became = outcomes([batch]).get(batch.pk, {})
    said = " ".join([sentence_of(batch, became), *(f"{reason}." for reason in why_not(batch))])
    if became.get("done"):
        offer_undo(request, reverse("desk:batch_undo", args=[request.organisation.slug, batch.pk]), said)
    else:
        messages.error(request, said)
    return redirect(list_address(request))


def _ask(request: MemberRequest, form: ManyForm) -> HttpResponse:
    chosen = [("find", row) for row in request.POST.getlist("find")]
    kept = [(name, request.POST[name]) for name in ("what", "all", "until_found") if request.POST.get(name)]
    context = {
        "form": form,
        "fields": form.asks(),
        "hidden": [*chosen, *kept],
        "list_url": list_address(request),
        "what": dict(Batch.What.choices).get(request.POST.get("what", ""), ""),
        "count": 0 if request.POST.get("all") else len(chosen),
    }
    was_answered = any(name in request.POST for name in form.asked_names())
    return render(request, "finds/many.html", context, status=422 if was_answered else 200)


def _which(sent: QueryDict, asked: QueryDict) -> dict[str, Any]:
    """The ticked ones, or all that match the address, as far as they had been found when it was shown."""
    if not sent.get("all"):
        return {"finds": [row for row in map(_id, sent.getlist("find")) if row]}
    return {"wanted": wanted_asked(asked), "until_found": _moment(sent.get("until_found", ""))}


def wanted_asked(asked: QueryDict) -> Wanted:
    kept = {name: asked.get(name, "") for name in ("q", "search", "near", "tag", "joy", "language", "found")}
    return wanted_from(kept | {"pile": asked.get("tab") or "new", "source": asked.get("place", "")})


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _the_batch(batch_id: UUID) -> Batch:
    """Raises NotThere."""
    found: Batch | None = Batch.objects.select_related("by__user").filter(pk=batch_id).first()
    if found is None:
        raise NotThere
    return found
