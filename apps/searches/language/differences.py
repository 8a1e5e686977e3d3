"""What became of a search from one version to the next: by its parts, not by its characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from apps.searches.language import messages
from apps.searches.language.asking import meaning
from apps.searches.language.ast import And, Near, Node, Not, Or, Term, canonical
from apps.searches.language.sentence import Translate


class Role(StrEnum):
    """What a part does in a search."""

    WANTED = "wanted"
    CHOICE = "choice"
    LEFT_OUT = "left-out"


class State(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


Marked: TypeAlias = tuple[tuple[str, str], ...]
Moves: TypeAlias = dict[Node, tuple[frozenset[Role], frozenset[Role]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """In sentences, and both searches in full: texts, each with the state of its part or ""."""

    sentences: tuple[str, ...]
    before: Marked
    after: Marked


def difference(before: Node, after: Node, translate: Translate = str) -> Difference:
    """From one tree to another; ``translate`` is the door's gettext."""
    moves = _moves(before, after)
    return Difference(
        sentences=tuple(_sentences(moves, translate)) or (translate(_of_the_whole(before, after)),),
        before=_marked(before, moves),
        after=_marked(after, moves),
    )


def spelled(tree: Node) -> Iterator[tuple[str, Node | None]]:
    """The canonical text in pieces, each with the part that it is, if it is one."""
    match tree:
        case Term() | Near():
            yield canonical(tree), tree
        case Not(part):
            yield "-", None
            yield from _bracketed(part)
        case And(parts) | Or(parts):
            yield from _bracketed(parts[0])
            for part in parts[1:]:
                yield " " if isinstance(tree, And) else " OR ", None
                yield from _bracketed(part)


def _bracketed(tree: Node) -> Iterator[tuple[str, Node | None]]:
    if isinstance(tree, Term | Not):
        yield from spelled(tree)
        return
    yield "(", None
    yield from spelled(tree)
    yield ")", None


def _roles(tree: Node, role: Role = Role.WANTED) -> Iterator[tuple[Node, Role]]:
    match tree:
        case Term() | Near():
            yield tree, role
        case Not(part):
            yield from _roles(part, Role.WANTED if role is Role.LEFT_OUT else Role.LEFT_OUT)
        case And(parts):
            for part in parts:
                yield from _roles(part, role)
        case Or(parts):
            for part in parts:
                yield from _roles(part, Role.CHOICE if role is Role.WANTED else role)


def _moves(before: Node, after: Node) -> Moves:
    """The parts whose roles are not the same in both."""
    then, now = set(_roles(before)), set(_roles(after))
    parts = dict.fromkeys(part for part, _role in (*_roles(before), *_roles(after)))
    moves = {part: (_roles_of(part, then), _roles_of(part, now)) for part in parts}
    return {part: (old, new) for part, (old, new) in moves.items() if old != new}


def _roles_of(part: Node, roles: set[tuple[Node, Role]]) -> frozenset[Role]:
    return frozenset(role for other, role in roles if other == part)


def _state(part: Node | None, moves: Moves) -> str:
    if part is None or part not in moves:
        return ""
    old, new = moves[part]
    if old and new:
        return State.MOVED.value
    return State.ADDED.value if new else State.REMOVED.value


def _marked(tree: Node, moves: Moves) -> Marked:
    """Neighbours in the same state as one text."""
    texts: list[tuple[str, str]] = []
    for text, part in spelled(tree):
        state = _state(part, moves)
        if texts and texts[-1][1] == state:
            text = texts.pop()[0] + text
        texts.append((text, state))
    return tuple(texts)


def _sentences(moves: Moves, translate: Translate) -> Iterator[str]:
    alike: dict[str, list[str]] = {}
    for part, (old, new) in moves.items():
        alike.setdefault(_said_of(old, new), []).append(
            translate(messages.QUOTED) % {"part": canonical(part)}
        )
    for said, parts in alike.items():
        yield translate(messages.DIFFERENCES[said]) % {"parts": _listed(parts, translate)}


def _said_of(old: frozenset[Role], new: frozenset[Role]) -> str:
    """The key of the sentence. Of a part that stands in several places the one that is new counts."""
    then = min(old - new or old, default=None)
    now = min(new - old or new, default=None)
    if then and now:
        return f"{then}:{now}"
    return f"{State.ADDED}:{now}" if now else f"{State.REMOVED}:{then}"


def _listed(parts: Sequence[str], translate: Translate) -> str:
    text = parts[0]
    for part in parts[1:-1]:
        text = translate(messages.LIST_COMMA) % {"first": text, "second": part}
    last = parts[-1] if len(parts) > 1 else ""
    return translate(messages.LIST_AND) % {"first": text, "second": last} if last else text


def _of_the_whole(before: Node, after: Node) -> str:
    if before == after:
        return messages.SAME_WORDS
    return messages.SAME_MEANING if meaning(before) == meaning(after) else messages.REGROUPED
