"""“Would this match, and why not?”, asked of a text or of something that passed by. Nothing of it is kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.common.actor import Actor
from apps.common.addresses import canonical as one_spelling
from apps.common.clock import day_of
from apps.common.permission import Permission
from apps.common.refusals import Invalid, Refusal, require
from apps.discoveries.excerpts import Segments, marked
from apps.discoveries.models import Item
from apps.discoveries.passing import passed_by_at
from apps.discoveries.previews import said_of, unlisted_in
from apps.discoveries.texts import text_of
from apps.searches.explaining import because, why_not
from apps.searches.language.ast import Node, canonical
from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import tokenise
from apps.searches.reading import notes_on
from apps.searches.resolving import resolve

LONGEST = 20_000
# For a search that cannot be read, or that names a person: not even the words are shown.
NOTHING: dict[str, Any] = {"is_match": None, "because": [], "why_not": [], "title": [], "excerpt": []}


class NotPassedBy(Refusal):
    code = "not_passed_by"
    message = _(
        "Nothing with this address passed by in the places you follow, or it is longer ago than %(days)s days. "
        "Paste its words instead."
    )


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """``is_match`` is None where there is nothing to judge: the notes say why.

    ``because``: the parts of the search that hold. ``why_not``: a sentence for each that keeps it out.
    """

    understood: str
    notes: list[dict[str, Any]]
    unlisted: list[str]
    is_match: bool | None
    because: list[str]
    why_not: list[str]
    title: Segments
    excerpt: Segments


def would_match(*, actor: Actor, query: str, sample: str, at: datetime) -> Verdict:
    """``sample``: a text, or nothing but the address of something that passed by. Raises NotAllowed, Invalid, NotPassedBy."""
    require(actor.may(Permission.SEARCHES_READ))
    if not sample.strip():
        raise Invalid(_("Paste a text, or the address of something that passed by."), field="sample")
    parsed = parse(query)
    tree = resolve(parsed.ast).tree if parsed.ast else None
    unlisted = unlisted_in(tree, at)
    item, day = _read(sample, at)
    return Verdict(
        understood=canonical(parsed.ast) if parsed.ast else "",
        notes=[*notes_on(query, parsed), *said_of(unlisted)],
        unlisted=unlisted,
        **(_judged(parsed.ast, tree, item, day) if parsed.ast and tree and not unlisted else NOTHING),
    )


def _judged(written: Node, tree: Node, item: Item, day: date) -> dict[str, Any]:
    document = tokenise(text_of(item))
    title, excerpt = marked(item, tree)
    return {
        "is_match": matches(tree, document, day),
        "because": because(written, document),
        "why_not": why_not(written, document, day),
        "title": title,
        "excerpt": excerpt,
    }


def _read(sample: str, at: datetime) -> tuple[Item, date]:
    """What was pasted, and the day on which it was first seen."""
    address = _address_in(sample)
    if not address:
        return Item(text=sample[:LONGEST]), day_of(at)
    since = at - timedelta(days=settings.GC_ITEM_DAYS)
    found = passed_by_at(address, since=since, at=at)
    if found is None:
        raise NotPassedBy(NotPassedBy.message % {"days": settings.GC_ITEM_DAYS}, field="sample")
    item, first_seen = found
    return item, day_of(first_seen)


def _address_in(sample: str) -> str:
    """In one spelling, when it is nothing but an address."""
    word, *more = sample.split(maxsplit=1)
    is_address = not more and word.lower().startswith(("http://", "https://"))
    return one_spelling(word) if is_address else ""
