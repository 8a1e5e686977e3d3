"""Searches to start with: what community life sounds like nearly everywhere."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Invalid
from apps.searches.language.asking import Box, asked
from apps.searches.starters.cymru import CYMRU
from apps.searches.starters.helping import HELPING
from apps.searches.starters.outdoors import OUTDOORS
from apps.searches.starters.starter import Starter
from apps.searches.starters.together import TOGETHER

STARTERS: tuple[Starter, ...] = (*OUTDOORS, *TOGETHER, *HELPING, *CYMRU)

__all__ = ["STARTERS", "Starter", "check_near", "offered_in"]


def offered_in(nation: str) -> list[Starter]:
    """Those for everybody, and those of this nation first."""
    own = [starter for starter in STARTERS if starter.nation == nation]
    return own + [starter for starter in STARTERS if not starter.nation]


def check_near(near: Sequence[str]) -> None:
    """A place that cannot be read would make the search wider than it was meant. Raises Invalid."""
    if any(note.level == "error" for _box, note in asked({Box.NEAR: tuple(near)}).notes):
        raise Invalid(_("That is no name of a place."), field="near")
