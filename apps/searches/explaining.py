"""Why a search matches a text, or why not, in the reader's language. Inside the council's scope."""

from datetime import date

from django.utils.translation import gettext as _

from apps.searches.language import explain
from apps.searches.language.ast import NAMES, Node, terms
from apps.searches.language.tokens import Document
from apps.searches.resolving import resolve


def because(tree: Node, document: Document) -> list[str]:
    """The parts of the search that hold: `“crawley”`, `any of “litter pick”`."""
    return [explain.reason(held, _) for held in explain.because(tree, document, _resolved)]


def why_not(tree: Node, document: Document, seen_on: date) -> list[str]:
    """A sentence for each part that is missing or stops it; empty when it matches."""
    return [
        explain.why_not(obstacle, _) for obstacle in explain.obstacles(tree, document, seen_on, _resolved)
    ]


def left_out_by(tree: Node, document: Document) -> list[str]:
    """What the search leaves out and this text says."""
    return [explain.named(part, _) for part in explain.left_out_by(tree, document, _resolved)]


def _resolved(part: Node) -> Node:
    return resolve(part).tree if any(term.kind in NAMES for term in terms(part)) else part
