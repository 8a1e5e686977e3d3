"""The search as a finished tsquery: `vector @@ %s::tsquery`. PostgreSQL parses no word of it."""

from apps.searches.language.ast import Node
from apps.searches.language.dates import DateRange, date_range
from apps.searches.language.plan import Adjacent, Either, Every, Lacks, Lexeme, Plan, plan
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
        case Lacks(part):
            return f"!({_tsquery(part)})"
        case Every(parts):
            return f"({' & '.join(map(_tsquery, parts))})"
        case Either(parts):
            return f"({' | '.join(map(_tsquery, parts))})"
