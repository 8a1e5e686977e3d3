"""The only way out to the internet: ``from apps import net``, then ``net.get(url)``."""

from apps.net.client import Answer, Category, Hop, Limits, WayOutRefused, check_address, get

__all__ = ["Answer", "Category", "Hop", "Limits", "WayOutRefused", "check_address", "get"]
