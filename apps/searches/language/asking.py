"""Between a search and the boxes of a form that asks for one, both ways, losing nothing.

An item in a box is read by the language itself, so that every box understands quotation marks, # and @ as the query
does. What the boxes cannot show is refused with a reason; nothing is ever left out to make it fit.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from apps.searches.language.ast import And, Kind, Near, Node, Not, Or, Term, canonical, either, every, lacking
from apps.searches.language.fold import DOUBLE_QUOTES
from apps.searches.language.notes import Note
from apps.searches.language.parser import parse


class Box(StrEnum):
    """What the boxes are called, in forms and in the API, in the order in which they make the query."""

    ALL = "all"
    EXACTLY = "exactly"
    ANY = "any"
    ALSO = "any_too"
    HASHTAGS = "hashtags"
    NEAR = "near"
    FROM = "from"
    SITES = "sites"
    SOURCES = "sources"
    LANGUAGE = "language"
    HAS = "has"
    SINCE = "since"
    UNTIL = "until"
    NONE = "none"
    NOT_FROM = "not_from"
    PACKS = "packs"


Boxes: TypeAlias = Mapping[Box, tuple[str, ...]]
Join: TypeAlias = Callable[[Iterable[Node]], Node | None]
SIMPLE = (Box.ANY, Box.NEAR)


@dataclass(frozen=True, slots=True)
class Rule:
    """How an item is written in the language, how several belong together, and whether they are left out."""

    pattern: str
    join: Join
    leaves_out: bool = False


RULES: dict[Box, Rule] = {
    Box.ALL: Rule("{}", every),
    Box.EXACTLY: Rule('"{}"', every),
    Box.ANY: Rule("{}", either),
    Box.ALSO: Rule("{}", either),
    Box.HASHTAGS: Rule("#{}", either),
    Box.NEAR: Rule('near:"{}"', either),
    Box.FROM: Rule('from:"{}"', either),
    Box.SITES: Rule('site:"{}"', either),
    Box.SOURCES: Rule('source:"{}"', either),
    Box.LANGUAGE: Rule('lang:"{}"', either),
    Box.HAS: Rule('has:"{}"', every),
    Box.SINCE: Rule('since:"{}"', every),
    Box.UNTIL: Rule('until:"{}"', every),
    Box.NONE: Rule("{}", every, leaves_out=True),
    Box.NOT_FROM: Rule('from:"{}"', every, leaves_out=True),
    Box.PACKS: Rule('pack:"{}"', every, leaves_out=True),
}
# The box that a kind of term has for itself.
OWN: dict[Kind, Box] = {
    Kind.PHRASE: Box.EXACTLY,
    Kind.TAG: Box.HASHTAGS,
    Kind.PLACE: Box.NEAR,
    Kind.FROM: Box.FROM,
    Kind.SITE: Box.SITES,
    Kind.SOURCE: Box.SOURCES,
    Kind.LANG: Box.LANGUAGE,
    Kind.HAS: Box.HAS,
    Kind.SINCE: Box.SINCE,
    Kind.UNTIL: Box.UNTIL,
}
OWN_LEFT_OUT: dict[Kind, Box] = {Kind.FROM: Box.NOT_FROM, Kind.PACK: Box.PACKS}
GATHERS = {box for box, rule in RULES.items() if rule.join is every} - {Box.SINCE, Box.UNTIL}
ABOUT = {Kind.WORD, Kind.PHRASE, Kind.PREFIX, Kind.CY, Kind.TAG, Kind.HANDLE, Kind.SEARCH}


@dataclass(frozen=True, slots=True)
class CannotShow:
    """Why the boxes cannot show a search: ``messages.CANNOT_SHOW[code]``, about this part of it."""

    code: str
    part: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What filled boxes ask for, and what there is to say about the items in them."""

    tree: Node | None
    notes: tuple[tuple[Box, Note], ...]


class _Refused(Exception):
    def __init__(self, code: str, part: Node) -> None:
        self.reason = CannotShow(code, canonical(part))
        super().__init__(code)


def asked(boxes: Boxes) -> Asked:
    """Reads any items; an error among the notes says that one of them could not be honoured."""
    notes: list[tuple[Box, Note]] = []
    parts = [RULES[box].join(_read(box, boxes.get(box, ()), notes)) for box in Box]
    return Asked(every(part for part in parts if part), tuple(notes))


def boxes_of(tree: Node | None) -> Boxes | CannotShow:
    """The boxes that ask for exactly this."""
    filled: dict[Box, tuple[str, ...]] = {}
    try:
        for part in conjuncts(tree):
            box, items = _place(part, filled)
            filled[box] = (*filled.get(box, ()), *items)
    except _Refused as refused:
        return refused.reason
    return _if_the_same(filled, tree)


def simple_boxes_of(tree: Node | None) -> Boxes | CannotShow:
    """The same with two boxes alone: what it is about, and near where."""
    parts = conjuncts(tree)
    places = [part for part in parts if _all_of(Kind.PLACE, part)]
    about = every(part for part in parts if part not in places[:1])
    try:
        filled = {Box.ANY: tuple(map(_topic, _branches(about))) if about else ()}
    except _Refused as refused:
        return refused.reason
    filled[Box.NEAR] = tuple(_value(branch) for place in places[:1] for branch in _branches(place))
    return _if_the_same({box: items for box, items in filled.items() if items}, tree)


def split(text: str) -> tuple[str, ...]:
    """The items that somebody wrote into one box: one a line, or with commas between them."""
    return tuple(item for found in _ITEM.findall(text) if (item := found.strip()))


def joined(box: Box, items: Iterable[str]) -> str:
    """The inverse of ``split``."""
    return (" " if box is Box.ALL else ", ").join(items)


def conjuncts(tree: Node | None) -> list[Node]:
    """What has to be so all at once; ``-(a OR b)`` is ``-a -b``."""
    match tree:
        case None:
            return []
        case And(parts):
            return [deeper for part in parts for deeper in conjuncts(part)]
        case Not(Or(parts)):
            return [deeper for part in parts for deeper in conjuncts(lacking(part))]
    return [tree]


def meaning(tree: Node | None) -> Hashable:
    """Equal for searches that differ in nothing but order and brackets."""
    return frozenset(map(_meaning_of_one, conjuncts(tree)))


_QUOTES = f'"{DOUBLE_QUOTES}'
# A comma inside quotation marks, or inside a word like 1,000, divides nothing.
_ITEM = re.compile(rf"(?:[{_QUOTES}][^{_QUOTES}\n]*[{_QUOTES}]|[^,\n]|,(?=\S))+")


def _meaning_of_one(tree: Node) -> Hashable:
    match tree:
        case Or(parts):
            return "or", frozenset(map(meaning, parts))
        case Not(part):
            return "not", meaning(part)
        case Near(first, second, within):
            return "near", frozenset({meaning(first), meaning(second)}), within
    return tree


def _read(box: Box, items: Iterable[str], notes: list[tuple[Box, Note]]) -> Iterator[Node]:
    rule = RULES[box]
    for item in items:
        parsed = parse(rule.pattern.format(_written(box, item)))
        notes += [(box, note) for note in parsed.notes if note.level != "info"]
        if parsed.ast:
            yield lacking(parsed.ast) if rule.leaves_out else parsed.ast


def _written(box: Box, item: str) -> str:
    if '"' in RULES[box].pattern:
        return item.strip(f" {_QUOTES}").translate(_WITHOUTDOUBLE_QUOTES)
    return "".join(item.split()).lstrip("#") if box is Box.HASHTAGS else item


_WITHOUTDOUBLE_QUOTES = str.maketrans("", "", _QUOTES)


def _place(part: Node, filled: Boxes) -> tuple[Box, tuple[str, ...]]:
    """The box for one of the things that have to be so. Raises _Refused."""
    match part:
        case Not(Term(kind)) if kind in OWN_LEFT_OUT:
            return OWN_LEFT_OUT[kind], (_value(part.part),)
        case Not(inner):
            return Box.NONE, (_item(inner),)
        case Or(parts):
            return _place_choice(part, parts, filled)
        case Term(kind) if kind in OWN and _has_room(OWN[kind], filled):
            return OWN[kind], (_value(part),)
    return Box.ALL, (_item(part) if isinstance(part, Term) else f"({_item(part)})",)


def _place_choice(part: Or, parts: tuple[Node, ...], filled: Boxes) -> tuple[Box, tuple[str, ...]]:
    for kind, box in OWN.items():
        if box not in GATHERS and not filled.get(box) and _all_of(kind, part):
            return box, tuple(map(_value, parts))
    for box in (Box.ANY, Box.ALSO):
        if not filled.get(box):
            return box, tuple(map(_item, parts))
    raise _Refused("choices", part)


def _has_room(box: Box, filled: Boxes) -> bool:
    return box in GATHERS or not filled.get(box)


def _value(term: Node) -> str:
    """What stands in a box of its own kind, in quotation marks where a comma would divide it."""
    value = term.value if isinstance(term, Term) else canonical(term)
    return f'"{value}"' if "," in value else value


def _item(part: Node) -> str:
    """A term, or terms side by side. Raises _Refused for anything deeper."""
    sides = part.parts if isinstance(part, And) else (part,)
    for side in sides:
        inner = side.part if isinstance(side, Not) else side
        if not isinstance(inner, Term | Near):
            raise _Refused("nested", part)
    return canonical(part)


def _topic(part: Node) -> str:
    """What a search is about, in words alone. Raises _Refused."""
    for side in part.parts if isinstance(part, And) else (part,):
        match side:
            case Term(kind) if kind in ABOUT:
                continue
            case Not():
                raise _Refused("leaves-out", side)
            case Term() | Near():
                raise _Refused("asks-more", side)
        raise _Refused("choices-simple", side)
    return canonical(part)


def _branches(tree: Node) -> tuple[Node, ...]:
    return tree.parts if isinstance(tree, Or) else (tree,)


def _all_of(kind: Kind, tree: Node) -> bool:
    return all(isinstance(branch, Term) and branch.kind is kind for branch in _branches(tree))


def _if_the_same(filled: Boxes, tree: Node | None) -> Boxes | CannotShow:
    if tree is None or meaning(asked(filled).tree) == meaning(tree):
        return filled
    return CannotShow("otherwise", canonical(tree))
