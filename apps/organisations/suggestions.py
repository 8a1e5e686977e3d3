"""The first names of a council's gazetteer, from its own name."""

import re
from dataclasses import dataclass

from apps.organisations.models import Organisation, Place
from apps.organisations.uk_councils import UkCouncil, council_with

# What councils call themselves around the name of their place.
AROUND = re.compile(
    r"^(?:the )?(?:(?:london|royal) borough of|city and county of|city of|borough of|county of|isle of)\s+"
    r"|\s+(?:(?:metropolitan|county|city|borough|district|town|parish|community) )*(?:council|corporation)$"
    r"|\s+\(.*\)$",
    re.IGNORECASE,
)
BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s+&\s+")


@dataclass(frozen=True)
class Suggestion:
    """A town and what else it is called."""

    name: str
    other_names: tuple[str, ...] = ()


def suggested_places(organisation: Organisation) -> list[Suggestion]:
    """Inside its scope; those that it has already are left out."""
    listed = council_with(organisation.gss)
    found = _from_list(listed) if listed else [Suggestion(_plain(organisation.name))]
    there = {place.name.casefold() for place in Place.objects.current()}
    return [one for one in found if one.name and one.name.casefold() not in there]


def _from_list(listed: UkCouncil) -> list[Suggestion]:
    """The name as people say it, and its parts where it names several towns."""
    whole = Suggestion(listed.name, listed.other_names)
    pieces = [piece for piece in BETWEEN.split(listed.name) if piece != listed.name]
    return [whole, *(Suggestion(piece) for piece in pieces)]


def _plain(name: str) -> str:
    """Marlowe, of Marlowe Borough Council."""
    before = ""
    while name != before:
        before, name = name, AROUND.sub("", name).strip()
    return name
