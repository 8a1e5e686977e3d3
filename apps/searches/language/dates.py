"""`since:` and `until:`: the day an item was first seen, in Europe/London."""

from dataclasses import dataclass
from datetime import date

from apps.searches.language.ast import And, Kind, Node, Term


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `since` on, before `until`; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def date_range(tree: Node | None) -> DateRange:
    """The narrowest range the search asks for."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    since = [part.day for part in parts if isinstance(part, Term) and part.kind is Kind.SINCE]
    until = [part.day for part in parts if isinstance(part, Term) and part.kind is Kind.UNTIL]
    return DateRange(max(since, default=None), min(until, default=None))
