"""What became of a search from one version to the next."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from apps.searches.language.ast import from_json
from apps.searches.language.differences import Difference, difference
from apps.searches.models import SearchVersion


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
