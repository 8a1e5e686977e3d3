"""How much a search is, spelled out: what keeps one search from costing as much as a thousand."""

from apps.searches.language.plan import Adjacent, Close, Either, Every, Lacks, Plan, Run

MAX_LEXEMES = 4_000


def size(asked: Plan) -> int:
    """How many lexemes PostgreSQL is asked for."""
    match asked:
        case Every(parts) | Either(parts):
            return sum(map(size, parts))
        case Lacks(part):
            return size(part)
        case Adjacent(words):
            return len(words)
        case Close(first, second, within):
            # Each group of one side stands beside each of the other, in either order, at every distance.
            return 2 * within * (_length(first) * _groups(second) + _length(second) * _groups(first))
    return 1


def _length(side: tuple[Run, ...]) -> int:
    return sum(map(size, side))


def _groups(side: tuple[Run, ...]) -> int:
    """Single words are asked for together, phrases one by one."""
    phrases = sum(isinstance(run, Adjacent) for run in side)
    return phrases + (phrases < len(side))
