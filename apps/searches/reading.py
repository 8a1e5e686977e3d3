"""From what a person typed to a search that may be saved, or a refusal that says where and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.common.refusals import Invalid
from apps.searches.language.ast import Node
from apps.searches.language.messages import MESSAGES
from apps.searches.language.notes import Note, caret
from apps.searches.language.parser import Parsed, parse
from apps.searches.language.saving import savable
from apps.searches.resolving import resolve


def say(note: Note) -> str:
    """The note in the reader's language."""
    return _(MESSAGES[note.code]) % dict(note.args)


def as_rows(query: str, notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes for pages and the API: level, code, message, start, end, fix and the two lines with the caret."""
    return [
        {
            "level": note.level,
            "code": note.code,
            "message": say(note),
            "start": note.start,
            "end": note.end,
            "fix": note.fix,
            "caret": caret(query, note) if note.end > note.start else "",
        }
        for note in notes
    ]


def notes_on(query: str, parsed: Parsed) -> list[dict[str, Any]]:
    """Everything there is to say about a query: as it was read, and whether it may be saved."""
    named = resolve(parsed.ast, parsed.spans).notes if parsed.ast else ()
    return as_rows(query, [*parsed.notes, *named, *savable(parsed.ast)])


@dataclass(frozen=True, slots=True)
class Savable:
    """A search as it was written, and as the matcher is to read it."""

    written: Node
    resolved: Node


def read_to_save(query: str, *, name: str = "") -> Savable:
    """Inside the council's scope; ``name``: of the search that it is to be. Raises Invalid(field="query") with every error among its notes."""
    parsed = parse(query)
    found = resolve(parsed.ast, parsed.spans, name=name) if parsed.ast else None
    said = (*parsed.notes, *(found.notes if found else ()), *savable(parsed.ast))
    errors = [note for note in said if note.level == "error"]
    if errors or parsed.ast is None or found is None:
        raise Invalid(say(errors[0]), field="query", notes=as_rows(query, errors))
    return Savable(parsed.ast, found.tree)
