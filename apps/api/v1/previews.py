"""What a search would find, and whether it would match what somebody pasted. Nothing of it is kept."""

from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation
from apps.api.parsing import In, Text
from apps.api.shapes import Constant, Moment, Out, Segments, Word
from apps.api.views import CouncilRequest, OrgView
from apps.common.clock import now
from apps.common.permission import Permission as P
from apps.discoveries.doctor import Suggestion, examine
from apps.discoveries.previews import KeptOut, preview
from apps.discoveries.wordings import WordCount
from apps.discoveries.would_match import LONGEST, would_match
from apps.searches.models import Search


class NoteOut(Out):
    """What there is to say about a query. `start` and `end` count characters; `caret` points, in two lines."""

    level = Word(["error", "warning", "info"])
    code = serializers.CharField()
    message = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    fix = serializers.CharField(allow_null=True)
    caret = serializers.CharField()


class DayOut(Out):
    date = serializers.DateField()
    count = serializers.IntegerField()


class ByPlaceOut(Out):
    place = serializers.CharField()
    count = serializers.IntegerField()


class PreviewMatchOut(Out):
    """One of the newest. Segments are pairs of a text and whether it is marked."""

    title = serializers.SerializerMethodField()
    title_segments = Segments(source="title")
    segments = Segments(source="excerpt")
    source = serializers.CharField(source="place")  # type: ignore[assignment]  # what a field is called, not its source
    url = serializers.CharField()
    at = Moment()

    because = serializers.ListField(
        child=serializers.CharField(), help_text="The parts of the search that it met, or that left it out."
    )

    def get_title(self, match: Any) -> str:
        return "".join(text for text, _is_marked in match.title)


class KeptOutOut(Out):
    """What would have come in but for what the search leaves out; the newest of it."""

    count = serializers.IntegerField()
    estimated = serializers.SerializerMethodField()
    matches = PreviewMatchOut(many=True)

    def get_estimated(self, kept_out: KeptOut) -> bool:
        return not kept_out.is_exact


class TermCountOut(Out):
    """What one word of the search matched alone."""

    term = serializers.CharField(source="words")
    count = serializers.IntegerField()
    estimated = serializers.SerializerMethodField()

    def get_estimated(self, counted: WordCount) -> bool:
        return not counted.is_exact


class WarningOut(Out):
    code = Word(["estimated", "too_broad", "word_alone", "about_us", "dead_words", "too_narrow"])
    message = serializers.CharField()


class PreviewOut(Out):
    """What a search would have found in the last thirty days. `sentence`: how it was understood, with brackets.

    `count` is exact up to 1,000. Where it is `estimated`, `days_counted` of the days were counted in the time there was.
    """

    object = Constant("search_preview")
    sentence = serializers.CharField(source="understood")
    notes = NoteOut(many=True)
    count = serializers.IntegerField()
    more = serializers.BooleanField()
    estimated = serializers.BooleanField()
    days_counted = serializers.IntegerField()
    a_day = serializers.FloatField()
    by_day = DayOut(many=True)
    by_place = ByPlaceOut(many=True)
    matches = PreviewMatchOut(many=True)
    kept_out = KeptOutOut()
    term_counts = TermCountOut(many=True, source="words")
    warnings = WarningOut(many=True)


class PreviewIn(In):
    query = Text(max_length=2000, allow_blank=True, trim_whitespace=False)


class SearchPreview(OrgView):
    tag = "searches"
    cost = 3

    @operation(
        "What a search would find", permission=P.SEARCHES_READ, body=PreviewIn, out=PreviewOut, keeps=False
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Changes nothing. A query that cannot be read has notes that say why, and where.

        One caller has two of these at a time; a third is told to wait (429, `still_counting`).
        """
        seen = preview(actor=request.actor, at=now(), **body)
        rows = {
            "by_day": [{"date": day, "count": count} for day, count in seen.by_day],
            "by_place": [{"place": place, "count": count} for place, count in seen.by_place],
        }
        return Response(PreviewOut(vars(seen) | rows).data)


class VerdictOut(Out):
    """Whether a search would match, and why. `is_match` is null where the search cannot be asked: its notes say why."""

    object = Constant("search_verdict")
    sentence = serializers.CharField(source="understood")
    notes = NoteOut(many=True)
    is_match = serializers.BooleanField(allow_null=True)
    because = serializers.ListField(
        child=serializers.CharField(), help_text="The parts of the search that hold."
    )
    why_not = serializers.ListField(
        child=serializers.CharField(), help_text="A sentence for each part that is missing or stops it."
    )
    title_segments = Segments(source="title")
    segments = Segments(source="excerpt")


class WouldMatchIn(In):
    """`sample`: a text, or nothing but the address of something that passed by."""

    query = Text(max_length=2000, allow_blank=True, trim_whitespace=False)
    sample = Text(max_length=LONGEST, trim_whitespace=False)


class WouldMatch(OrgView):
    tag = "searches"
    cost = 2

    @operation(
        "Whether a search would match a text",
        permission=P.SEARCHES_READ,
        body=WouldMatchIn,
        out=VerdictOut,
        keeps=False,
    )
    def post(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        """Changes nothing and keeps nothing. Of an address only what you could see when it passed by is answered."""
        return Response(VerdictOut(would_match(actor=request.actor, at=now(), **body)).data)


class LeftReasonOut(Out):
    reason = serializers.CharField(help_text="As given when it was left be; empty where none was.")
    count = serializers.IntegerField()


class LeaveOutOut(Out):
    """A word to leave out. `hidden`: of the last thirty days; `left`, `joined`: of the finds that were decided."""

    word = serializers.CharField()
    hidden = serializers.IntegerField()
    estimated = serializers.SerializerMethodField()
    left = serializers.IntegerField()
    joined = serializers.IntegerField()
    draft = serializers.CharField(help_text="The search with it. Nothing is saved.")

    def get_estimated(self, suggestion: Suggestion) -> bool:
        return not suggestion.is_exact


class OverlapOut(Out):
    search_id = serializers.UUIDField()
    name = serializers.CharField()
    both = serializers.IntegerField()


class DiagnosisOut(Out):
    """What became of a search's finds of ninety days. `percent`: joined of what was decided, once that was ten times."""

    object = Constant("search_diagnosis")
    found = serializers.IntegerField()
    joined = serializers.IntegerField()
    left = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True)
    reasons = LeftReasonOut(many=True)
    dead = serializers.ListField(
        child=serializers.CharField(), help_text="What matched nothing in thirty days."
    )
    suggestions = LeaveOutOut(many=True)
    overlaps = OverlapOut(many=True)


class SearchDoctor(OrgView):
    tag = "searches"
    cost = 3

    def rows(self) -> models.QuerySet[Any]:
        searches: models.QuerySet[Any] = Search.objects.current()
        return searches

    @operation("What would make a search better", permission=P.SEARCHES_READ, out=DiagnosisOut)
    def get(self, request: CouncilRequest, search_id: UUID) -> Response:
        """Changes nothing: each suggestion comes as a draft for a person to judge."""
        found = examine(actor=request.actor, search=self.row(search_id), at=now())
        reasons = [{"reason": reason, "count": count} for reason, count in found.reasons]
        return Response(DiagnosisOut(vars(found) | {"reasons": reasons}).data)
