"""The named doors on this very machine that development and tests may knock at."""

from django.conf import settings


def admitted_pairs() -> frozenset[str]:
    """``host:port`` pairs from ``NET_ALLOWED_LOOPBACK``; always none in production, or when unsure."""
    if getattr(settings, "GC_ENVIRONMENT", "production") == "production":
        return frozenset()
    return frozenset(getattr(settings, "NET_ALLOWED_LOOPBACK", ()))
