"""Where news of a feed can be subscribed to (WebSub, W3C Recommendation of 2018, section 4)."""

from apps.common.addresses import canonical
from apps.connectors.feeds.listing import Listing
from apps.connectors.feeds.pages import links_in_header
from apps.net.client import Answer


def hub_and_topic(answer: Answer, listing: Listing) -> tuple[str, str]:
    """The hub and what to call the feed there: of the HTTP header first, then of the feed; ("", "") without both."""
    header = links_in_header(answer)
    hub = next((address for address, rel in header if "hub" in rel), "") or listing.hub
    topic = next((address for address, rel in header if "self" in rel), "") or listing.topic
    if not (hub and topic):
        return "", ""
    return canonical(hub, answer.url), canonical(topic, answer.url)
