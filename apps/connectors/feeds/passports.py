"""What a platform's terms let us keep, for platforms that are read through open feeds."""

from apps.connectors.contract import Passport

EVERYTHING = frozenset(
    {"url", "native_id", "title", "text", "author", "language", "published_at", "tags", "media", "links_to"}
)


def passport(
    terms_version: str, *, days: int | None = None, without: frozenset[str] = frozenset()
) -> Passport:
    return Passport(terms_version=terms_version, allowed_fields=EVERYTHING - without, most_storage_days=days)
