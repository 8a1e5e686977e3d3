"""Which channel a page of YouTube belongs to, in any of the ways in which its pages have said so."""

import re

from apps.net.client import Answer

_MOST_PAGE = 3_000_000
_ID = r"(UC[\w-]{22})(?![\w-])"
# A channel's own page says it in its head; a video's page names other channels too, its own first.
_WAYS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"<link[^<>]{{0,300}}/feeds/videos\.xml\?channel_id={_ID}",
        rf"<link[^<>]{{0,200}}rel=\"canonical\"[^<>]{{0,200}}/channel/{_ID}",
        rf"<meta[^<>]{{0,200}}itemprop=\"(?:channelId|identifier)\"[^<>]{{0,100}}content=\"{_ID}",
        rf"\"videoDetails\":\{{[^{{}}]{{0,4000}}\"channelId\":\"{_ID}",
        rf"\"(?:externalId|externalChannelId)\":\"{_ID}",
    )
)


def channel_id_in(answer: Answer) -> str:
    """The channel's id, "" when the page names none."""
    page = answer.body[:_MOST_PAGE].decode("utf-8", errors="replace")
    found = (way.search(page) for way in _WAYS)
    return next((match[1] for match in found if match), "")
