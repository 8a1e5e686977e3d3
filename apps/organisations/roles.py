"""What each role may do. This table is what pages, the API and the documents show."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.permission import Permission as P


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    COLLEAGUE = "colleague", _("Colleague")
    READER = "reader", _("Reader")


READER = frozenset({P.FINDS_READ, P.ACTS_READ, P.SEARCHES_READ, P.SOURCES_READ, P.PEOPLE_READ})
COLLEAGUE = READER | {P.FINDS_JOIN, P.FINDS_PUSH, P.ACTS_WRITE, P.TOKENS_WRITE}
EDITOR = COLLEAGUE | {P.SEARCHES_WRITE, P.SOURCES_WRITE}
OWNER = frozenset(P)

POWERS: dict[str, frozenset[P]] = {
    Role.OWNER: OWNER,
    Role.EDITOR: EDITOR,
    Role.COLLEAGUE: COLLEAGUE,
    Role.READER: READER,
}
# An integration has no person behind it: it may read and push, never claim, act or approve.
INTEGRATION = READER | {P.FINDS_PUSH, P.SOURCES_WRITE, P.AUDIT_READ}


def powers_of(role: str) -> frozenset[P]:
    return POWERS[role]


def role_table() -> list[dict[str, Any]]:
    """Rows of ``{"permission", "sentence", "roles": {role: bool}}`` in the order of the permissions."""
    return [
        {
            "permission": permission.value,
            "sentence": permission.sentence,
            "roles": {role.value: permission in POWERS[role] for role in Role},
        }
        for permission in P
    ]
