"""The three ways to write a search, on a page: in which it was written, and in which it is shown next."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.desk.forms.search_boxes import BoxesForm, boxes_in
from apps.desk.forms.searches import one_line_end
from apps.searches.editing import Reading, read_boxes, read_query

SIMPLE, DETAILED, QUERY = "simple", "detailed", "query"
WAYS = (SIMPLE, DETAILED, QUERY)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A search as somebody writes it. ``why_not``: why the way that was asked for cannot show it."""

    reading: Reading
    way: str
    why_not: str
    simple: BoxesForm
    detailed: BoxesForm

    @property
    def refused(self) -> list[str]:
        """What could not be honoured in a box."""
        notes = self.reading.notes
        return [note["message"] for note in notes if note["level"] == "error" and note["field"] != "query"]

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        names = {SIMPLE: _("Simple"), DETAILED: _("Detailed"), QUERY: _("Query")}
        return [(way, names[way], way == self.way) for way in WAYS]


def opened(query: str, *, wanted: str, usual: str) -> Written:
    """A page that is opened: in the way that was asked for, else in the usual one, else in one that can show it."""
    reading = read_query(query)
    if wanted in WAYS:
        return _shown(reading, wanted)
    fitting = (way for way in (usual, DETAILED, QUERY) if not _why_not(reading, way))
    return _shown(reading, next(fitting))


def sent(post: QueryDict) -> Written:
    """What was typed, wherever it was. A way is asked for by pressing its tab; a ready query by pressing one."""
    query = one_line_end(post.get("query", ""))
    way = post.get("way", QUERY)
    if "use" in post:
        return opened(one_line_end(post.get("use", "")), wanted="", usual=way)
    if way not in (SIMPLE, DETAILED):
        return _shown(read_query(query), post.get("to", QUERY))
    reading = read_boxes(boxes_in(post, way), standing=query)
    if reading.is_refused:
        return _shown(reading, way, post)
    return _shown(reading, post.get("to", way))


def _shown(reading: Reading, way: str, post: QueryDict | None = None) -> Written:
    """``post``: what has to be written otherwise first, and therefore stays as it is."""
    why_not = "" if post else _why_not(reading, way)
    forms = {name: _form(reading, name, post if name == way else None) for name in (SIMPLE, DETAILED)}
    way = QUERY if why_not or way not in WAYS else way
    return Written(reading=reading, way=way, why_not=why_not, **forms)


def _form(reading: Reading, way: str, post: QueryDict | None) -> BoxesForm:
    shown: Any = {SIMPLE: reading.simple, DETAILED: reading.detailed}[way]
    boxes = boxes_in(post, way) if post else shown.boxes or {}
    form = BoxesForm(prefix=way, boxes=boxes, sent=post)
    if post:
        form.say(reading.notes)
    return form


def _why_not(reading: Reading, way: str) -> str:
    return {SIMPLE: reading.simple.cannot_show, DETAILED: reading.detailed.cannot_show}.get(way, "")
