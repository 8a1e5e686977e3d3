"""What became of a search from one version to the next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.searches.language.ast import from_json
from apps.searches.language.differences import Difference, difference
from apps.searches.language.parser import parse
from apps.searches.models import Search, SearchVersion


def between(before: SearchVersion, after: SearchVersion) -> Difference:
    return difference(from_json(before.ast), from_json(after.ast), _)


def before(version: SearchVersion) -> SearchVersion | None:
    """The version that it followed."""
    earlier = SearchVersion.objects.newest_first().filter(search_id=version.search_id)
    found: SearchVersion | None = earlier.filter(number__lt=version.number).first()
    return found


def changes_of(versions: Iterable[SearchVersion]) -> dict[int, tuple[str, ...]]:
    """What each version of one search changed, in sentences, by its number; of the first there is nothing to say."""
    shown = list(versions)
    if not shown:
        return {}
    oldest = before(min(shown, key=lambda version: version.number))
    known = {version.number: version for version in (*shown, *([oldest] if oldest else []))}
    return {
        version.number: between(known[version.number - 1], version).sentences
        for version in shown
        if version.number - 1 in known
    }


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A colleague's version, saved while another was written. ``since``: what theirs changed in the one that was read.

    ``ours``: what the unsaved one would change in theirs; None while it cannot be read.
    """

    theirs: SearchVersion
    since: tuple[str, ...]
    ours: Difference | None


def clash_with(search: Search, *, based_on: int, query: str) -> Clash:
    """Between the newest version and a query that began from an older one."""
    versions = {version.number: version for version in search.versions.newest_first()}
    theirs, read = versions[search.version], versions.get(based_on)
    tree = parse(query).ast
    return Clash(
        theirs=theirs,
        since=between(read, theirs).sentences if read else (),
        ours=difference(from_json(theirs.ast), tree, _) if tree else None,
    )
