"""Who is acting: one type for people, tokens and the system itself, so that every policy has one question."""

from dataclasses import dataclass
from uuid import UUID

from apps.common.permission import Permission
from apps.common.refusals import NotAllowed


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Someone with some power in one organisation.

    ``membership_id`` is the person behind the act; an integration and the system have none, so they can read and
    push but never claim, act or approve.
    """

    organisation_id: UUID
    permissions: frozenset[Permission]
    membership_id: UUID | None = None
    user_id: UUID | None = None
    token_id: UUID | None = None
    name: str = ""
    system: str = ""

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def works_for(self, organisation_id: UUID) -> bool:
        return self.organisation_id == organisation_id

    @property
    def is_person(self) -> bool:
        return self.membership_id is not None

    @property
    def person(self) -> UUID:
        """The membership behind the act. Raises NotAllowed where nobody is."""
        if self.membership_id is None:
            raise NotAllowed
        return self.membership_id

    @property
    def kind(self) -> str:
        """How audit rows say it: member, token or system."""
        if self.token_id is not None:
            return "token"
        return "member" if self.is_person else "system"


def system(name: str, organisation_id: UUID) -> Actor:
    """The product itself at work for one organisation, e.g. ``system("ingestion", …)``."""
    return Actor(organisation_id=organisation_id, permissions=frozenset(Permission), name=name, system=name)
