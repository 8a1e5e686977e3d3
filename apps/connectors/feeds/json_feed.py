"""JSON Feed 1 and 1.1."""

import json
from typing import Any

from django.utils.translation import gettext as _

from apps.connectors.contract import MOST_ITEMS
from apps.connectors.feeds.listing import Entry, Listing, NotAFeed, Unreadable, Words
from apps.connectors.plain import MOST_FIELD


def read(text: str) -> Listing:
    """The listing; raises Unreadable for broken JSON and NotAFeed for JSON that is something else."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise Unreadable(_("This should be a JSON Feed, but it is cut off or written wrongly.")) from broken
    if not _is_json_feed(whole):
        raise NotAFeed(_("This address answers with JSON, but it is not a JSON Feed."))
    items = [item for item in whole["items"][: MOST_ITEMS + 1] if isinstance(item, dict)]
    return Listing(
        kind="json",
        complete=len(items) <= MOST_ITEMS,
        title=Words(raw=_text(whole, "title"), markup="text"),
        home=_text(whole, "home_page_url"),
        hub=_hub(whole),
        topic=_text(whole, "feed_url"),
        language=_text(whole, "language"),
        author=_author(whole),
        entries=[_entry(item) for item in items[:MOST_ITEMS]],
    )


def _is_json_feed(whole: Any) -> bool:
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        return False
    return _text(whole, "version").startswith(
        ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")
    )


def _hub(whole: dict[str, Any]) -> str:
    hubs = [one for one in _list(whole, "hubs") if isinstance(one, dict)]
    return next((_text(one, "url") for one in hubs if _text(one, "type").lower() == "websub"), "")


def _entry(item: dict[str, Any]) -> Entry:
    native_id = _text(item, "id")
    return Entry(
        native_id=native_id,
        link=_text(item, "url") or _text(item, "external_url") or native_id,
        title=Words(raw=_text(item, "title"), markup="text"),
        summary=Words(raw=_text(item, "summary"), markup="text"),
        content=_content(item),
        author=_author(item),
        language=_text(item, "language"),
        dates=[_text(item, "date_published"), _text(item, "date_modified")],
        tags=[tag[:MOST_FIELD] for tag in _list(item, "tags") if isinstance(tag, str)],
        media=_media(item),
    )


def _media(item: dict[str, Any]) -> list[tuple[str, str]]:
    pictures = [("image", _text(item, name)) for name in ("image", "banner_image") if _text(item, name)]
    attached = [one for one in _list(item, "attachments") if isinstance(one, dict)]
    return [*pictures, *((_text(one, "mime_type"), _text(one, "url")) for one in attached)]


def _content(item: dict[str, Any]) -> Words:
    if _text(item, "content_html"):
        return Words(raw=_text(item, "content_html"), markup="html")
    return Words(raw=_text(item, "content_text"), markup="text")


def _author(holder: dict[str, Any]) -> str:
    for author in [*_list(holder, "authors"), holder.get("author")]:
        if isinstance(author, dict) and _text(author, "name"):
            return _text(author, "name")
    return ""


def _list(holder: dict[str, Any], name: str) -> list[Any]:
    value = holder.get(name)
    return value[:40] if isinstance(value, list) else []


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value[:MOST_FIELD].strip() if isinstance(value, str) else ""
