"""The search as a finished tsquery: `vector @@ %s::tsquery`. PostgreSQL parses no word of it."""

from itertools import product

from apps.searches.language.ast import Node
from apps.searches.language.dates import DateRange, date_range
from apps.searches.language.plan import (
    Adjacent,
    Beginning,
    Close,
    Either,
    Every,
    Lacks,
    Lexeme,
    Plan,
    Run,
    plan,
)
from apps.searches.language.tokens import quoted

__all__ = ["DateRange", "date_range", "to_tsquery"]


def to_tsquery(tree: Node) -> str | None:
    """A literal for `%s::tsquery`; None when nothing but dates is asked for (every vector will do).

    Raises ValueError for a tree with a date inside OR or NOT, which `parse` never makes.
    """
    asked = plan(tree)
    return _tsquery(asked) if asked else None


def _tsquery(asked: Plan) -> str:
    match asked:
        case Lexeme(lexeme):
            return quoted(lexeme)
        case Adjacent(words):
            return f"({' <-> '.join(map(quoted, words))})"
        case Beginning(start):
            return f"{quoted(start)}:*"
        case Close(first, second, within):
            return _near(_grouped(first), _grouped(second), within)
        case Lacks(part):
            return f"!({_tsquery(part)})"
        case Every(parts):
            return f"({' & '.join(map(_tsquery, parts))})"
        case Either(parts):
            return f"({' | '.join(map(_tsquery, parts))})"


def _near(first: list[str], second: list[str], within: int) -> str:
    """PostgreSQL knows one distance at a time, and one order."""
    pairs = [pair for left, right in product(first, second) for pair in ((left, right), (right, left))]
    met = (f"{before} <{apart}> {after}" for before, after in pairs for apart in range(1, within + 1))
    return f"({' | '.join(met)})"


def _grouped(runs: tuple[Run, ...]) -> list[str]:
    """Single words together; phrases apart, because PostgreSQL measures from the longest of an OR."""
    phrases = [_tsquery(run) for run in runs if isinstance(run, Adjacent)]
    words = [_tsquery(run) for run in runs if not isinstance(run, Adjacent)]
    return [f"({' | '.join(words)})", *phrases] if words else phrases
