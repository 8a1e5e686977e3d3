"""Which connector answers for which place. A new platform is a folder here and a line below."""

from apps.connectors.contract import Connector
from apps.connectors.feeds.connector import Feeds

CONNECTORS: tuple[Connector, ...] = (Feeds(),)


def connector_for(platform: str) -> Connector:
    """The connector that answers for a ``Place.platform``; raises KeyError when none does."""
    for connector in CONNECTORS:
        if platform in connector.platforms:
            return connector
    raise KeyError(platform)


def connector_recognising(url: str) -> Connector:
    """The first connector that knows this address as its own; raises KeyError when none does."""
    for connector in CONNECTORS:
        if connector.recognise(url):
            return connector
    raise KeyError(url)
