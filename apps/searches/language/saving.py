"""What a search must have before it may be saved and run for every item that passes by."""

from apps.searches.language.ast import NAMES, And, Kind, Near, Node, Not, Or, Term, parts_of, terms
from apps.searches.language.fold import fold
from apps.searches.language.notes import Note, note

_ANCHORS = frozenset(
    {Kind.WORD, Kind.PHRASE, Kind.CY, Kind.TAG, Kind.HANDLE, Kind.FROM, Kind.SITE, *NAMES},
)
# Words that stand in nearly every text, English and Welsh, folded: alone they ask for everything.
_COMMON_WORDS = """
    a an and are as at be by for from has have he i in is it of on or our she that the their they this to was we were
    will with you your
    ac ar dros ein eu fy gan mae mewn na o oedd sydd un wedi y yn yr
"""
_EVERYWHERE = frozenset(_COMMON_WORDS.split())


def savable(tree: Node | None) -> tuple[Note, ...]:
    """Errors, empty when it may be saved: every way to match needs something positive to listen for.

    The notes are about the whole search and carry no span. Ask for errors among `Parsed.notes` as well.
    """
    if tree is None:
        return (note("error", "empty", 0, 0),)
    if _anchored(tree, wanted=True):
        return ()
    return (note("error", _reason(tree), 0, 0),)


def _anchored(tree: Node, *, wanted: bool) -> bool:
    match tree:
        case Term(kind):
            return wanted and kind in _ANCHORS and not _stands_everywhere(tree)
        case Near(first, second):
            return _anchored(And((first, second)), wanted=wanted)
        case Not(part):
            return _anchored(part, wanted=not wanted)
        case And(parts) | Or(parts):
            together = isinstance(tree, And) == wanted
            return (any if together else all)(_anchored(part, wanted=wanted) for part in parts)


def is_everywhere(word: str) -> bool:
    return fold(word) in _EVERYWHERE


def _stands_everywhere(term: Term) -> bool:
    return term.kind is Kind.WORD and is_everywhere(term.value)


def _reason(tree: Node) -> str:
    anchors = [term for term in terms(tree) if term.kind in _ANCHORS]
    if not anchors:
        has_beginning = any(term.kind is Kind.PREFIX for term in terms(tree))
        return "only-beginning" if has_beginning else "only-filter"
    if any(_stands_everywhere(term) for term in anchors):
        return "only-common"
    return "open-branch" if any(_wanted(anchor, tree, wanted=True) for anchor in anchors) else "only-not"


def _wanted(sought: Term, tree: Node, *, wanted: bool) -> bool:
    match tree:
        case Term():
            return wanted and tree == sought
        case Not(part):
            return _wanted(sought, part, wanted=not wanted)
        case _:
            return any(_wanted(sought, part, wanted=wanted) for part in parts_of(tree))
