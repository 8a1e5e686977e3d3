"""Finds sought by words, read as every search is: accents, endings, “quotes”, OR and minus."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from apps.common.clock import start_of
from apps.common.refusals import Invalid
from apps.discoveries.models import FindWords
from apps.discoveries.querysets import FindQuerySet
from apps.searches.language.ast import Kind, Node, Term, every, terms
from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.dates import date_range
from apps.searches.language.fold import clean
from apps.searches.language.parser import parse
from apps.searches.language.shapes import shapes_in

# Who said it is no way to look for what was said.
OF_PEOPLE = frozenset({Kind.HANDLE, Kind.FROM})


class OfAPerson(Invalid):
    code = "of_a_person"
    message = _("We look for subjects and places, never for a person. Leave the name with @ or from: out.")


@dataclass(frozen=True)
class Sought:
    """What was asked for; without a ``tree`` nothing was."""

    tree: Node | None

    def among(self, finds: FindQuerySet) -> FindQuerySet:
        if self.tree is None:
            return finds
        asked, dates = to_tsquery(self.tree), date_range(self.tree)
        if dates.since:
            finds = finds.filter(found_at__gte=start_of(dates.since))
        if dates.until:
            finds = finds.filter(found_at__lt=start_of(dates.until))
        if asked is None:
            return finds
        return finds.filter(pk__in=FindWords.objects.filter(vector__holds=asked).values("find"))


def sought(words: str) -> Sought:
    """Raises OfAPerson. What the search language cannot read is read as plain words."""
    parsed = parse(words)
    is_readable = not any(note.level == "error" for note in parsed.notes)
    tree = parsed.ast if is_readable else _plain(words)
    if tree is not None and any(term.kind in OF_PEOPLE for term in terms(tree)):
        raise OfAPerson(field="q")
    return Sought(tree)


def _plain(words: str) -> Node | None:
    shapes = [shape for shape in shapes_in(clean(words)) if not shape.literal]
    return every(Term(Kind.WORD, part) for shape in shapes for part in shape.parts)
