"""One request, one council: the scope and the transaction in which a door makes its one call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse

from apps.common.scope import org_scope


@contextmanager
def council(organisation_id: UUID) -> Iterator[None]:
    """Scope and transaction. An exception rolls back."""
    with org_scope(organisation_id), transaction.atomic():
        yield


def answer_in_council(organisation_id: UUID, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Make and render an answer inside the scope; a broken one (5xx) leaves nothing behind."""
    with council(organisation_id):
        response = answer()
        if hasattr(response, "render") and callable(response.render):
            response.render()
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            transaction.set_rollback(True)
        return response
