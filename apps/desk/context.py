"""What every signed-in page shows around its content."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Filled by the member pages themselves; empty elsewhere."""
    return getattr(request, "shell", {})
