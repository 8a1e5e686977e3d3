"""Every part of the pages once, with invented content, for whoever builds and tests them. Not in production."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.common.clock import now

FIND = {
    "id": 1,
    "segments": [("Forty ", False), ("marrows", True), (", and a thank you", False)],
    "more_segments": [("Nobody remembers planting more than six.", False)],
    "place": "The allotment society’s blog",
    "author": "Maureen",
    "url": "https://allotments.example/",
    "page_url": "#finds-title",
    "why": "found by “Growing”",
    "tags": [("Well done", "leaf")],
    "copies": 2,
    "is_open": True,
    "answer_url": "#finds-title",
}
HEALTHS = {
    "well": "",
    "waiting": "They asked us (429) to wait until 14:05.",
    "stopped": "This feed has gone for good (410).",
}
ROLES = ("Owner", "Editor", "Colleague", "Reader")


class SampleForm(forms.Form):
    """One field that is right and one that is wrong."""

    name = forms.CharField(label="Name", help_text="So that colleagues know what it is for.")
    query = forms.CharField(label="What does it sound like?", widget=forms.Textarea({"rows": 2}))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html", _context(now()))


def _context(at: datetime) -> dict[str, Any]:
    find = FIND | {"at": at - timedelta(minutes=14)}
    return {
        "organisation": {"name": "Tarrowbridge Borough Council", "slug": "tarrowbridge"},
        "nav": {"current": "today", "new_finds": 12},
        "week": {"gave": 9, "asked": 3},
        "find": find,
        "taken": find | {"id": 2, "is_open": False, "state": "Amina is joining in", "tags": []},
        "form": SampleForm({"query": '"litter pick" OR clean up'}),
        "said": {"kind": {"value": "well_done"}, "words": {"value": "What a harvest."}},
        "preview": _preview(at),
        "sources": [
            {
                "name": "A place",
                "kind": "Feed",
                "health": health,
                "sentence": sentence,
                "looked_at": at,
                "found": 4,
            }
            for health, sentence in HEALTHS.items()
        ],
        "tabs": [("New", "#new", 12, True), ("Mine", "#mine", 2, False)],
        "columns": ["Place", "Given"],
        "rows": [["Allotments", 4], ["Mill Lane", 5]],
        "roles": ROLES,
        "permissions": [
            ("see what we found", [True] * 4),
            ("invite colleagues", [True, False, False, False]),
        ],
    }


def _preview(at: datetime) -> dict[str, Any]:
    counts = [3, 5, 2, 0, 4, 8, 6, 2, 1, 5, 9, 4, 3, 7]
    days = [
        {"date": (at - timedelta(days=13 - place)).date(), "count": count}
        for place, count in enumerate(counts)
    ]
    return {"counted": "59 in the last 30 days", "pace": "about 4 a day", "by_day": days, "most": 9}
