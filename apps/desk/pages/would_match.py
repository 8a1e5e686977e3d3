"""“Would this match, and why not?”, for a search that is being written or one that is saved."""

from django.http import HttpResponse
from django.shortcuts import render

from apps.common.clock import now
from apps.desk.forms.searches import WouldMatchForm, one_line_end
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries import would_match as judging


@member_page(nav="searches")
def would_match(request: MemberRequest) -> HttpResponse:
    """Whatever is pasted comes by POST only and goes with the answer: it stands in no address and no log."""
    form = WouldMatchForm(request.POST if request.method == "POST" else None, initial=_start(request))
    verdict = form.result if form.run(judging.would_match, actor=request.actor, at=now()) else None
    return render(request, "searches/would_match.html", {"form": form, "verdict": verdict})


def _start(request: MemberRequest) -> dict[str, str]:
    return {"query": one_line_end(request.GET.get("query", ""))}
