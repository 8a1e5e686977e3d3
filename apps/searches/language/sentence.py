"""A search read aloud: `Anything that has “park”, either has “run” or has “walk” and does not have “jobs”.`"""

from collections.abc import Callable, Sequence

from apps.searches.language import messages
from apps.searches.language.ast import And, Near, Node, Not, Or, Term

Translate = Callable[[str], str]


def sentence(tree: Node, translate: Translate = str) -> str:
    """One plain sentence; `translate` is the door's gettext."""
    return translate(messages.ANYTHING) % {"said": _said(tree, translate)}


def clause(tree: Node, translate: Translate = str) -> str:
    """What follows “Anything that” or “It”: `has “park” and does not have “jobs”`."""
    return _said(tree, translate)


def _said(tree: Node, translate: Translate) -> str:
    match tree:
        case Term():
            return _term(tree, 0, translate)
        case Not(Term() as term):
            return _term(term, 1, translate)
        case Near(first, second, within):
            sides = {"first": _side(first, translate), "second": _side(second, translate)}
            return translate(messages.NEAR) % {**sides, "within": within}
        case Not(part):
            return translate(messages.GROUP_NONE) % {"said": _grouped(part, translate)}
        case And(parts):
            return _listed([_grouped(part, translate) for part in parts], messages.LIST_AND, translate)
        case Or(parts):
            return _listed([_grouped(part, translate) for part in parts], messages.LIST_OR, translate)


def _term(term: Term, form: int, translate: Translate) -> str:
    value = messages.VALUES.get(term.kind, {}).get(term.value)
    said = translate(messages.SAID[term.kind][form])
    return said % {"value": translate(value) if value else term.value}


def _side(side: Node, translate: Translate) -> str:
    parts = side.parts if isinstance(side, Or) else (side,)
    said = [
        translate(messages.SIDES[part.kind]) % {"value": part.value}
        for part in parts
        if isinstance(part, Term)
    ]
    return _listed(said, messages.NEAR_EITHER, translate)


def _grouped(tree: Node, translate: Translate) -> str:
    said = _said(tree, translate)
    match tree:
        case And():
            return translate(messages.GROUP_ALL) % {"said": said}
        case Or():
            return translate(messages.GROUP_ANY) % {"said": said}
    return said


def _listed(said: Sequence[str], last_join: str, translate: Translate) -> str:
    if len(said) == 1:
        return said[0]
    text = said[0]
    for part in said[1:-1]:
        text = translate(messages.LIST_COMMA) % {"first": text, "second": part}
    return translate(last_join) % {"first": text, "second": said[-1]}
