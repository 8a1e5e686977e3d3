"""How often: an allowance for each caller, for each council and for each address, told in every answer.

Taken before any transaction begins, so that no rollback gives it back. A 304 is free.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Refusal
from apps.work.allowances import Left, give_back, take


@dataclass(frozen=True)
class Policy:
    """So many calls in so many seconds."""

    name: str
    limit: int
    seconds: int


CALLER = Policy("caller", 600, 60)
COUNCIL = Policy("council", 3000, 60)
PUBLIC = Policy("public", 300, 60)
STRANGER = Policy("stranger", 60, 60)


class TooOften(Refusal):
    status = 429
    code = "too_often"
    message = _("That is more often than we can answer. The Retry-After header says when to ask again.")


@dataclass(frozen=True)
class Taken:
    """What one request used of one allowance."""

    policy: Policy
    key: str
    cost: int
    left: Left


def take_for_member(principal: str, organisation_id: UUID | None, *, cost: int, at: datetime) -> list[Taken]:
    """The caller's allowance in that council, and the council's; only the caller's where there is no council."""
    takes = [_take(CALLER, f"{principal}:{organisation_id or '-'}", cost, at)]
    if organisation_id is not None and takes[0].left.granted:
        takes.append(_take(COUNCIL, str(organisation_id), cost, at))
    return takes


def take_for_address(request: HttpRequest, policy: Policy, *, at: datetime) -> list[Taken]:
    return [_take(policy, address_of(request), 1, at)]


def address_of(request: HttpRequest) -> str:
    """Whence the call came, past the proxies that we trust and no further."""
    try:
        address: str = get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # behind a Unix socket nobody has an address
        return ""
    return address


def return_all(takes: Sequence[Taken], *, at: datetime) -> None:
    """For an answer that cost nothing."""
    for taken in takes:
        give_back(taken.key, at=at, cost=taken.cost)


def refused(takes: Sequence[Taken]) -> Taken | None:
    return next((taken for taken in takes if not taken.left.granted), None)


def tell(response: HttpResponseBase, takes: Sequence[Taken]) -> None:
    """RateLimit headers as the IETF's draft has them, and Retry-After where there is nothing left."""
    if not takes:
        return
    response["RateLimit-Policy"] = ", ".join(
        f'"{taken.policy.name}";q={taken.policy.limit};w={taken.policy.seconds}' for taken in takes
    )
    response["RateLimit"] = ", ".join(
        f'"{taken.policy.name}";r={taken.left.remaining};t={taken.left.resets_in}' for taken in takes
    )
    if over := refused(takes):
        response["Retry-After"] = str(over.left.resets_in)


def _take(policy: Policy, whose: str, cost: int, at: datetime) -> Taken:
    key = f"api:{policy.name}:{whose}"
    left = take(key, limit=policy.limit, seconds=policy.seconds, at=at, cost=cost)
    return Taken(policy, key, cost, left)
