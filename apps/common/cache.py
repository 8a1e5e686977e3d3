"""Cache keys carry the organisation of the scope, so that no council reads another's cached answer."""

from apps.common.scope import current_organisation


def key(name: str, prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION: ``(name, prefix, version)`` to the stored key."""
    organisation = current_organisation.get()
    return f"{prefix}:{version}:{organisation or 'all'}:{name}"
