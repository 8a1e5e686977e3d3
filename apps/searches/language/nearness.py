"""What may stand on either side of NEAR: words, phrases, word beginnings, and brackets of OR around them."""

from apps.searches.language.ast import Kind, Node, Or, Term

# Every word of one side is held against every word of the other.
MOST_PAIRS = 100
_PLACED = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX, Kind.CY})


def why_not_near(first: Node, second: Node) -> str:
    """The code of the note that says why these cannot be asked to stand near each other; "" when they can."""
    sides = [_alternatives(first), _alternatives(second)]
    if any(not isinstance(side, Term) or side.kind not in _PLACED for other in sides for side in other):
        return "near-side"
    return "near-many" if len(sides[0]) * len(sides[1]) > MOST_PAIRS else ""


def _alternatives(side: Node) -> tuple[Node, ...]:
    return side.parts if isinstance(side, Or) else (side,)
