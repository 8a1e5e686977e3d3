"""A search read aloud: `Anything that has “park”, either has “run” or has “walk” and does not have “jobs”.`"""

from collections.abc import Callable, Sequence

from apps.searches.language import messages
from apps.searches.language.ast import And, Node, Not, Or, Term

Translate = Callable[[str], str]


def sentence(tree: Node, translate: Translate = str) -> str:
    """One plain sentence; `translate` is the door's gettext."""
    return translate(messages.ANYTHING) % {"said": _said(tree, translate)}


def _said(tree: Node, translate: Translate) -> str:
    match tree:
        case Term(kind, value):
            return translate(messages.SAID[kind][0]) % {"value": value}
        case Not(Term(kind, value)):
            return translate(messages.SAID[kind][1]) % {"value": value}
        case Not(part):
            return translate(messages.GROUP_NONE) % {"said": _grouped(part, translate)}
        case And(parts):
            return _listed([_grouped(part, translate) for part in parts], messages.LIST_AND, translate)
        case Or(parts):
            return _listed([_grouped(part, translate) for part in parts], messages.LIST_OR, translate)


def _grouped(tree: Node, translate: Translate) -> str:
    said = _said(tree, translate)
    match tree:
        case And():
            return translate(messages.GROUP_ALL) % {"said": said}
        case Or():
            return translate(messages.GROUP_ANY) % {"said": said}
    return said


def _listed(said: Sequence[str], last_join: str, translate: Translate) -> str:
    text = said[0]
    for part in said[1:-1]:
        text = translate(messages.LIST_COMMA) % {"first": text, "second": part}
    return translate(last_join) % {"first": text, "second": said[-1]}
