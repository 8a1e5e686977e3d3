"""What every signed-in page shows around its content."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Filled by the member pages themselves; elsewhere at most the person."""
    user = getattr(request, "user", None)
    person = {"actor": user, "single_keys": user.single_keys} if user and user.is_authenticated else {}
    return getattr(request, "shell", person)
