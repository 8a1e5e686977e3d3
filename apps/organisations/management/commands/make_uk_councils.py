"""Makes apps/organisations/uk_councils.csv from the two public lists that docs/councils.md names."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand
from django.utils.text import slugify

from apps.organisations.uk_councils import FILE, HEADINGS

Row = dict[str, str]
ATTRIBUTION = (
    "Councils of the United Kingdom, made by ./dev manage make_uk_councils; see docs/councils.md.",
    "Codes, addresses and tiers: alphagov/local-links-manager, Crown copyright, MIT licence.",
    "Names, regions and centres: mysociety/uk_local_authority_names_and_codes, mySociety, CC BY 4.0.",
)
NATIONS = {
    "England": "england",
    "Wales": "wales",
    "Scotland": "scotland",
    "Northern Ireland": "northern_ireland",
}
TIERS = {"lower tier": "district", "upper tier": "county", "unitary": "unitary", "ni district": "unitary"}
# Where the lists have a slip of the pen, or leave out what everybody says.
SPELT = {
    "Rhondda Cynon Taff": "Rhondda Cynon Taf",
    "Kings Lynn and West Norfolk": "King’s Lynn and West Norfolk",
    "Eilean Siar": "Na h-Eileanan Siar",
}
ALSO = {
    "Isle of Anglesey": ("Anglesey", "Ynys Môn"),
    "Kingston upon Hull": ("Hull",),
    "Na h-Eileanan Siar": ("Western Isles", "Eilean Siar"),
    "Newcastle upon Tyne": ("Newcastle",),
    "Blackburn with Darwen": ("Blackburn", "Darwen"),
    "Cardiff": ("Caerdydd",),
    "Highland": ("The Highlands",),
}
TAILS = (" UA", " Council", " City", " Borough", " County", " District")
NOT_A_NAME = {"City", "City of", "County of", "The City of"}
WELCOMES = ("www.", "new.", "my.", "go.")


class Command(BaseCommand):
    help = "Make the list of the UK's councils anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="with the two lists as they were published")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        links = list(rows_of(folder / "local-authorities.csv"))
        named = [row for row in rows_of(folder / "uk_local_authorities_current.csv") if is_a_council(row)]
        made = sorted((council_of(row, links) for row in named), key=lambda council: council["slug"])
        with FILE.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"# {line}\n" for line in ATTRIBUTION)
            writer = csv.DictWriter(file, HEADINGS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(made)
        self.stdout.write(f"{len(made)} councils in {FILE.name}.")


def rows_of(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def is_a_council(row: Row) -> bool:
    """There today, and a council rather than several of them together."""
    is_there = row["current-authority"] == "True" and not row["end-date"]
    return is_there and row["powers"] in TIERS


def council_of(row: Row, links: Iterable[Row]) -> Row:
    link = link_of(row, links)
    name = plain(row["nice-name"])
    return {
        "gss": row["gss-code"],
        "slug": link.get("slug") or row["gov-uk-slug"] or slugify(name),
        "name": name,
        "official_name": row["official-name"],
        "other_names": "; ".join(other_names(name, row["alt-names"].split(","))),
        "nation": NATIONS[row["nation"]],
        "region": row["region"],
        "tier": TIERS[row["powers"]],
        "domain": domain_of(link.get("homepage_url", "")),
        "latitude": rounded(row["lat"]),
        "longitude": rounded(row["long"]),
    }


def link_of(row: Row, links: Iterable[Row]) -> Row:
    """The same council in the other list, which knows some by an earlier code."""
    codes = {row["gss-code"], *row["former-gss-codes"].replace(" ", "").split(",")}
    slugs = {row["gov-uk-slug"], slugify(plain(row["nice-name"]))}
    for link in links:
        if link["gss"] in codes or link["slug"] in slugs:
            return link
    return {}


def plain(name: str) -> str:
    """As people say it: Bristol, not City of Bristol."""
    name = SPELT.get(name.strip(), name.strip())
    if name == "City of London":
        return name
    return name.removeprefix("City of ").removeprefix("The ").removesuffix(" City").removesuffix(" Council")


def other_names(name: str, listed: Iterable[str]) -> list[str]:
    """Real names among those listed: neither written in small letters nor broken nor with a kind of council."""
    found = {one.casefold(): one for one in (*ALSO.get(name, ()), *map(shortened, listed)) if is_a_name(one)}
    return [one for key, one in found.items() if key != name.casefold()]


def shortened(name: str) -> str:
    name = name.strip()
    for tail in TAILS:
        name = name.removesuffix(tail)
    return plain(name)


def is_a_name(name: str) -> bool:
    is_written_well = name[:1].isupper() and name.isprintable() and not set(name) & set("ï¿½ｾ()")
    return is_written_well and name not in NOT_A_NAME and "Borough" not in name


def domain_of(address: str) -> str:
    host = urlsplit(address).hostname or ""
    for welcome in WELCOMES:
        host = host.removeprefix(welcome)
    return host


def rounded(degrees: str) -> str:
    return f"{float(degrees):.3f}" if degrees else ""
