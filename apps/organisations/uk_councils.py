"""The councils of the United Kingdom, as docs/councils.md says where from: by e-mail domain and by name."""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("uk_councils.csv")
HEADINGS = [
    *("gss", "slug", "name", "official_name", "other_names", "nation", "region", "tier", "domain"),
    *("latitude", "longitude"),
]
SHOWN_AT_MOST = 12
# Where people write from in their own time.
PRIVATE_DOMAINS = frozenset(
    [
        "aol.com",
        "btinternet.com",
        "fastmail.com",
        "gmail.com",
        "gmx.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "ntlworld.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "sky.com",
        "talktalk.net",
        "tiscali.co.uk",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "ymail.com",
        "zoho.com",
    ]
)


@dataclass(frozen=True, kw_only=True)
class UkCouncil:
    """``domain``: of its home page, which its letters come from too. ``gss`` is its code in the national statistics."""

    gss: str
    slug: str
    name: str
    official_name: str
    other_names: tuple[str, ...]
    nation: str
    region: str
    tier: str
    domain: str
    latitude: str
    longitude: str

    def writes_from(self, email: str) -> bool:
        """Whether a letter from this address comes from its house."""
        domain = domain_of(email)
        return bool(self.domain) and (domain == self.domain or domain.endswith(f".{self.domain}"))

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.official_name, *self.other_names)


@cache
def uk_councils() -> tuple[UkCouncil, ...]:
    """All of them, in the order of their names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        found = [
            UkCouncil(
                **row | {"other_names": tuple(row["other_names"].split("; ")) if row["other_names"] else ()}
            )
            for row in rows
        ]
    return tuple(sorted(found, key=lambda council: folded(council.name)))


def council_with(gss: str) -> UkCouncil | None:
    return next((council for council in uk_councils() if council.gss == gss), None)


def councils_writing_from(email: str) -> list[UkCouncil]:
    """Usually one; two where councils share a house; none for all other addresses."""
    return [council for council in uk_councils() if council.writes_from(email)]


def councils_named(written: str) -> list[UkCouncil]:
    """Those of whose names some word begins like each word of what was written; the nearest first, a dozen at most."""
    words = folded(written).split()
    if not words:
        return []
    found = [council for council in uk_councils() if _answers_to(council, words)]
    found.sort(key=lambda council: _distance(council, words))
    return found[:SHOWN_AT_MOST]


def is_private(email: str) -> bool:
    """Whether somebody's own mailbox, whatever they work for."""
    return domain_of(email) in PRIVATE_DOMAINS


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower().rstrip(".")


def folded(text: str) -> str:
    """Small letters without accents, words and nothing else."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(
            letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)
        ).split()
    )


def _distance(council: UkCouncil, words: list[str]) -> tuple[bool, bool]:
    """Whole words before beginnings, and its own name before its others."""
    theirs = set(folded(" ".join(council.names)).split())
    return not theirs.issuperset(words), not folded(council.name).startswith(words[0])


def _answers_to(council: UkCouncil, words: list[str]) -> bool:
    theirs = folded(" ".join(council.names)).split()
    return all(any(word.startswith(asked) for word in theirs) for asked in words)
