"""Each word of a search alone: how much passed by that says it."""

from dataclasses import dataclass
from datetime import datetime

from apps.discoveries.counting import EXACT, Tally, tally
from apps.discoveries.haste import Budget
from apps.searches.language.ast import Node
from apps.searches.language.explain import named, wanted
from apps.searches.resolving import resolve

MOST = 40


@dataclass(frozen=True, kw_only=True)
class WordCount:
    """``words`` as written, and what they matched alone in thirty days; about that many unless ``is_exact``."""

    words: str
    count: int
    is_exact: bool

    @property
    def is_broad(self) -> bool:
        return self.count > EXACT


def word_counts(written: Node, found: Tally, *, at: datetime, budget: Budget) -> list[WordCount]:
    """As many as there is time for, in the order written. Call it ``in_haste``."""
    counted = []
    terms = wanted(written)[:MOST]
    for place, term in enumerate(terms):
        if term == written:
            alone = found
        else:
            alone = tally(resolve(term).tree, at=at, shown=0, seconds=budget.left / (len(terms) - place) * 2)
        if not alone.is_exact and alone.count == 0:
            continue
        counted.append(WordCount(words=named(term), count=alone.count, is_exact=alone.is_exact))
    return counted
