"""Something I saw: put in by hand, shared from another app, or sent by the bookmarklet."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.common.clock import now
from apps.common.refusals import require
from apps.desk.forms.saw import SawForm
from apps.desk.requests import MemberRequest, member_page
from apps.discoveries.actions.captures import LONGEST_PLACE, capture_find
from apps.discoveries.excerpts import LONGEST
from apps.discoveries.policies import can_capture

WEB_ADDRESS = re.compile(r"https?://\S+")
LONGEST_ADDRESS = 2000
# The page's own window does the rest: nothing leaves the other page but what stands in this address.
BOOKMARKLET = (
    "javascript:void(open('%s?url='+encodeURIComponent(location.href)"
    "+'&title='+encodeURIComponent(document.title)"
    "+'&text='+encodeURIComponent(String(getSelection()).slice(0,300))))"
)


@member_page(nav="finds")
def saw(request: MemberRequest) -> HttpResponse:
    """``url``, ``text`` and ``title`` may come with the address; nothing is kept before somebody presses the button."""
    require(can_capture(request.actor))
    posted = request.POST if request.method == "POST" else None
    form = SawForm(posted, initial=offered(request.GET))
    if form.run(capture_find, actor=request.actor, at=now()):
        seen = form.result
        said = _("It is a find now, for everybody here.") if seen.is_new else _("We have this one already.")
        messages.success(request, said)
        return redirect("desk:find", request.organisation.slug, seen.find.id)
    here = request.build_absolute_uri(reverse("desk:saw", args=[request.organisation.slug]))
    context = {"form": form, "bookmarklet": BOOKMARKLET % here}
    return render(request, "finds/saw.html", context, status=422 if form.is_bound else 200)


def offered(asked: Any) -> dict[str, str]:
    """What another app or page handed over. Some put the address into the text."""
    text = asked.get("text", "")
    inside = WEB_ADDRESS.search(text)
    address = asked.get("url", "") or (inside[0] if inside else "")
    words = " ".join(WEB_ADDRESS.sub(" ", text).split())
    return {
        "address": address[:LONGEST_ADDRESS],
        "words": words if len(words) <= LONGEST else words[: LONGEST - 2].rsplit(" ", 1)[0] + " …",
        "place": " ".join(asked.get("title", "").split())[:LONGEST_PLACE],
    }
