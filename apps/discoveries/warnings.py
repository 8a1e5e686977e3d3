"""What is worth saying about a search before it is saved, with the numbers that say so."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from apps.common.scope import organisation_in_scope
from apps.discoveries.counting import EXACT, Tally
from apps.discoveries.wordings import WordCount
from apps.organisations.models import Organisation
from apps.searches.language.ast import Node, Or, Term
from apps.searches.language.evaluate import holds
from apps.searches.language.explain import named
from apps.searches.language.plan import plan
from apps.searches.language.tokens import Text, tokenise
from apps.searches.models import ListedAccount

FEW = 2


@dataclass(frozen=True, kw_only=True)
class Warned:
    code: str
    message: str


def warnings_on(tree: Node, found: Tally, words: list[WordCount]) -> list[Warned]:
    return [Warned(code=code, message=message) for code, message in _warnings(tree, found, words)]


def _warnings(tree: Node, found: Tally, words: list[WordCount]) -> Iterator[tuple[str, str]]:
    if not found.is_exact:
        yield "estimated", _how_counted(found)
    for word in words:
        if word.is_broad and word.words in _alone(tree):
            yield "word_alone", _("%(word)s alone matched %(count)s: add a place.") % _said(word)
    if found.count > EXACT:
        said = _("%(count)s in thirty days is more than anybody can answer. Add a place, or another word.")
        yield "too_broad", said % {"count": f"{found.count:,}"}
    if found.count and _is_about_us(tree):
        yield "about_us", _("This finds people talking about you: add what people here love.")
    dead = [word.words for word in words if word.is_exact and not word.count]
    if dead:
        yield "dead_words", _("Matched nothing in thirty days: %(words)s.") % {"words": ", ".join(dead)}
    if found.is_exact and 0 < found.count < FEW:
        yield "too_narrow", _("Hardly anything says this. Another word after OR brings in more.")


def _how_counted(found: Tally) -> str:
    if not (found.days_counted or found.count):
        return _(
            "This is too much to count while you wait. Add a place, or another word that has to be there."
        )
    if not found.days_counted:
        return _("Estimated from a part of each day, because this meets so much.")
    facts = {"counted": found.days_counted, "days": settings.GC_ITEM_DAYS}
    return _("Counted %(counted)s of the last %(days)s days; the rest is estimated from them.") % facts


def _said(word: WordCount) -> dict[str, str]:
    count = f"{word.count:,}"
    return {"word": word.words, "count": count if word.is_exact else _("about %(count)s") % {"count": count}}


def _alone(tree: Node) -> set[str]:
    """The words that are enough by themselves."""
    sides = tree.parts if isinstance(tree, Or) else (tree,)
    return {named(side) for side in sides if isinstance(side, Term)}


def _is_about_us(tree: Node) -> bool:
    """Is our own name enough to be found?"""
    name = Organisation.objects.values_list("name", flat=True).get(pk=organisation_in_scope())
    ours = ListedAccount.objects.filter(kind=ListedAccount.Kind.OURS).values_list("handle", flat=True)
    asked = plan(tree)
    said = tokenise(Text(title="", body=" ".join([name, *(f"@{handle}" for handle in ours)])))
    return asked is not None and holds(asked, said)
