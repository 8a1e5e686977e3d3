"""All searches on one page, once a quarter: which of them are still right?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.searches import ReviewForm
from apps.desk.requests import MemberRequest, member_page
from apps.searches.actions import review_searches
from apps.searches.models import Search, SearchReview
from apps.searches.policies import can_review
from apps.searches.reviewing import GRACE, naming_others, review_due_at


@member_page(nav="searches")
def review(request: MemberRequest) -> HttpResponse:
    searches = list(Search.objects.running().for_display())
    form = ReviewForm(request.POST if request.method == "POST" else None, searches=searches)
    if form.is_bound:
        require(can_review(request.actor))
        if form.run(review_searches, actor=request.actor, at=now()):
            messages.success(request, _said(form.result))
            return redirect("desk:searches", request.organisation.slug)
    due = review_due_at(request.organisation.id)
    naming = {search.id for search in naming_others(searches)}
    context = {
        "form": form,
        "rows": [{"search": search, "names_others": search.id in naming} for search in searches],
        "may_review": can_review(request.actor),
        "last": SearchReview.objects.newest_first().first(),
        "due_at": due,
        "rests_at": due + GRACE if due else None,
        "is_due": due is not None and due <= now(),
    }
    return render(request, "searches/review.html", context)


def _said(done: SearchReview) -> str:
    sentence = ngettext(
        "Looked through: %(kept)s search goes on, %(paused)s rest.",
        "Looked through: %(kept)s searches go on, %(paused)s rest.",
        done.kept,
    )
    return sentence % {"kept": done.kept, "paused": done.paused}
