"""A crawl through everything that a council is shown, and what of other councils came along."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urldefrag, urljoin

from apps.common.clock import now
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Cluster, Find, FindMatch, Source
from apps.ledger.models import Act
from apps.organisations.scope import council
from tests.guards.addresses import addresses
from tests.guards.matrix import Doorway
from tests.guards.stage import by_session, furnished

LINKS = re.compile(r'href="([^"]+)"')
VARIANTS = 5
PUBLIC = ("/", "/privacy", "/accessibility", "/about/reader", "/styleguide", "/api/v1/docs")
BESIDE = ("/o/?all=1", "/accounts/profile/", "/accounts/security/", "/accounts/email/", "/accounts/sessions/")
PROGRAMS = ("/api/v1", "/api/v1/me", "/api/v1/organisations", "/api/v1/openapi.json", "/api/v1/openapi.yaml")
FILTERS = (
    "/finds?state=new",
    "/finds?pile=done",
    "/finds?q=zq",
    "/acts?way=give",
    "/changes?after=0&limit=200",
)
MARKS = {"marlowe": "zqkite", "harwood": "zqcrow", "ambleside": "zqwren"}


@dataclass
class Report:
    """``leaks``: where something foreign stood. ``own``: which of our marks were seen, and on how many pages."""

    pages: int = 0
    with_own: int = 0
    own: set = field(default_factory=set)
    leaks: list = field(default_factory=list)


class Aviary:
    """Three councils, each with its own mark in every text that it owns."""

    def __init__(self):
        self.councils = {slug: furnished(slug, mark) for slug, mark in MARKS.items()}
        for slug, one in self.councils.items():
            with council(one.organisation.id):
                in_every_state(one)
            let_pass_by(one, MARKS[slug])
        self.owners = {slug: by_session(one.people["o"]) for slug, one in self.councils.items()}


def in_every_state(one):
    """Beside the new find of the house, one in each other state."""
    house = one.house
    for state in Find.State.values[1:]:
        cluster = Cluster.objects.create(**house.values_of(Cluster))
        find = Find.objects.create(**house.values_of(Find) | {"state": state, "cluster": cluster})
        FindMatch.objects.create(**house.values_of(FindMatch) | {"find": find})
        Act.objects.create(**house.values_of(Act) | {"find": find, "by": one.people["c"].member})


def let_pass_by(one, mark):
    """A public item of a place that this council alone follows."""
    arrival = Arrival(
        identity=mark, url=f"https://{mark}.example/1", title=f"{mark} passes", text=f"{mark} by"
    )
    take_in(source=one.house.rows[Source], arrivals=[arrival], at=now())


def crawl(aviary, slug, *, at_most=400, variants=VARIANTS):
    """Everything that the owner of this council can reach; of one page at most so many ``?…`` of its own."""
    report = Report()
    walk(aviary, slug, report, at_most, variants)
    return report


def walk(aviary, slug, report, at_most, variants):
    waiting = [*seeds(aviary.councils[slug], slug), *BESIDE, *PROGRAMS, *PUBLIC]
    waiting += [f"/c/{slug}", f"/c/{slug}/listening"]
    waiting += [f"/api/v1/public/organisations/{slug}{tail}" for tail in ("", "/balance")]
    seen, followed = set(waiting), Counter(path.partition("?")[0] for path in waiting)
    while waiting and report.pages < at_most:
        path = waiting.pop(0)
        answer = aviary.owners[slug].ask("GET", path)
        look_at(report, slug, path, answer)
        for link in sorted(links_of(answer, path) - seen):
            seen.add(link)
            if link.startswith(f"/o/{slug}/") and followed[link.partition("?")[0]] < variants:
                followed[link.partition("?")[0]] += 1
                waiting.append(link)


def seeds(one, slug):
    """Each address of this council that can be read, with its own rows."""
    for address in addresses():
        if not address.is_of_a_council:
            continue
        door = Doorway(address)
        if "GET" in door.ways:
            yield door.path(slug, door.ids_of(one))
    yield from (f"/api/v1/organisations/{slug}{tail}" for tail in FILTERS)


def links_of(answer, path):
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return set()
    return {urldefrag(urljoin(path, unescape(link)))[0] for link in LINKS.findall(answer.text)}


def look_at(report, slug, path, answer):
    """Body and headers of one answer."""
    haystack = answer.text + repr(sorted(answer.headers.items()))
    report.pages += 1
    own = set(re.findall(rf"{MARKS[slug]}\w*", haystack, re.IGNORECASE))
    report.with_own += bool(own)
    report.own |= own
    report.leaks += [f"{path}: {found}" for found in foreign_in(haystack, slug)]
    if answer.status >= 500:
        report.leaks.append(f"{path}: {answer.status}")


def foreign_in(haystack, slug):
    """Marks and slugs of the others."""
    lowered = haystack.lower()
    others = [word for other, mark in MARKS.items() if other != slug for word in (mark, other)]
    return [word for word in others if word in lowered]


def planted(one):
    """The columns of a council's own rows in which its mark stands, as ``app.Model.column``."""
    return {
        f"{model._meta.label}.{column.name}"
        for model, row in one.house.rows.items()
        for column in model._meta.local_fields
        if one.house.mark in str(getattr(row, column.attname))
    }
