"""What the three ways to edit a search show: its text, its boxes or why there are none, and the sentence it makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.searches.language.asking import Box, Boxes, CannotShow, asked, boxes_of, meaning, simple_boxes_of
from apps.searches.language.ast import Node, canonical
from apps.searches.language.messages import CANNOT_SHOW
from apps.searches.language.notes import Note
from apps.searches.language.parser import parse
from apps.searches.language.sentence import sentence
from apps.searches.reading import as_rows, notes_on

QUERY = "query"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One set of boxes, or the reason why it cannot show the search."""

    boxes: Boxes | None
    cannot_show: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """``notes``: as rows, each with the ``field`` that it is about: a box, or the query itself."""

    query: str
    sentence: str
    notes: list[dict[str, Any]]
    simple: Way
    detailed: Way

    @property
    def is_refused(self) -> bool:
        """Whether an item in a box could not be honoured, and is therefore not in the query."""
        return any(note["level"] == "error" and note["field"] != QUERY for note in self.notes)


def read_query(query: str) -> Reading:
    """Any text, inside the council's scope."""
    parsed = parse(query)
    notes = [note | {"field": QUERY} for note in notes_on(query, parsed)]
    return _reading(query, parsed.ast, notes)


def read_boxes(boxes: Boxes, *, standing: str = "") -> Reading:
    """Any items. A ``standing`` query that asks for the same already is left as it is written."""
    found = asked(boxes)
    parsed = parse(standing)
    query = canonical(found.tree) if found.tree else ""
    if found.tree and meaning(found.tree) == meaning(parsed.ast):
        query = standing
    reading = read_query(query)
    return _reading(query, found.tree, [*_rows(found.notes), *reading.notes])


def _reading(query: str, tree: Node | None, notes: list[dict[str, Any]]) -> Reading:
    return Reading(
        query=query,
        sentence=sentence(tree, _) if tree else "",
        notes=notes,
        simple=_way(simple_boxes_of(tree)),
        detailed=_way(boxes_of(tree)),
    )


def _way(shown: Boxes | CannotShow) -> Way:
    if isinstance(shown, CannotShow):
        return Way(boxes=None, cannot_show=_(CANNOT_SHOW[shown.code]) % {"part": shown.part})
    return Way(boxes=shown, cannot_show="")


def _rows(notes: Iterable[tuple[Box, Note]]) -> list[dict[str, Any]]:
    """What is said of an item in a box has no place in the query."""
    nowhere = {"start": 0, "end": 0, "fix": None, "caret": ""}
    return [row | nowhere | {"field": box.value} for box, note in notes for row in as_rows("", [note])]
