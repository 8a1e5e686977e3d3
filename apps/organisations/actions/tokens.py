"""Keys for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hmac import compare_digest
from ipaddress import ip_network

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.permission import Permission
from apps.common.refusals import Invalid, NotThere, require
from apps.organisations.actors import token_by_prefix
from apps.organisations.models import ApiToken
from apps.organisations.policies import can_make_token, can_revoke_token, grantable_scopes
from apps.organisations.tokens import digest_of, make_key, prefix_of

DAYS_BY_DEFAULT = 90
DAYS_AT_MOST = 365
NOBODYS_DIGEST = digest_of("")


@dataclass(frozen=True)
class Issued:
    """A new token and ``secret``, what to send: shown once, kept nowhere."""

    token: ApiToken
    secret: str


@transaction.atomic
def issue_token(
    *,
    actor: Actor,
    name: str,
    scopes: Sequence[str],
    kind: str = ApiToken.Kind.PERSONAL,
    days: int = DAYS_BY_DEFAULT,
    networks: Sequence[str] = (),
    at: datetime,
) -> Issued:
    """A personal token, or one for an integration. ``networks``: the only ones it may come from, if any.

    Raises NotAllowed, Invalid (name, kind, scopes, days, networks).
    """
    if kind not in ApiToken.Kind.values:
        raise Invalid(_("There is no such kind of token."), field="kind")
    require(can_make_token(actor, kind))
    if not name.strip():
        raise Invalid(_("Say what it is for."), field="name")
    if not 1 <= days <= DAYS_AT_MOST:
        raise Invalid(_("A token lives between a day and a year."), field="days")
    key = make_key()
    token = ApiToken.objects.create(
        organisation_id=actor.organisation_id,
        kind=kind,
        created_by_id=actor.person,
        name=name.strip(),
        prefix=key.prefix,
        digest=key.digest,
        scopes=_read_scopes(actor, kind, scopes),
        networks=_read_networks(networks),
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    audit.record(actor, "token.issued", token, at=at, change=audit.Change.CREATED)
    return Issued(token=token, secret=key.raw)


def _read_scopes(actor: Actor, kind: str, scopes: Sequence[str]) -> list[str]:
    if not scopes:
        raise Invalid(_("Tick at least one thing that it may do."), field="scopes")
    unknown = set(scopes) - {permission.value for permission in Permission}
    if unknown:
        raise Invalid(_("There is no such permission."), field="scopes")
    if not set(scopes) <= grantable_scopes(actor, kind):
        raise Invalid(
            _("A token may do no more than you, and an integration only read and push."), field="scopes"
        )
    return sorted(set(scopes))


def _read_networks(networks: Sequence[str]) -> list[str]:
    try:
        return [str(ip_network(network.strip())) for network in networks]
    except ValueError as error:
        raise Invalid(_("Write networks like 192.0.2.0/24, one a line."), field="networks") from error


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken, at: datetime) -> ApiToken:
    """From the next call on it is refused. Twice is once. Raises NotAllowed, NotThere."""
    require(can_revoke_token(actor, token))
    fresh: ApiToken | None = ApiToken.objects.select_for_update().filter(pk=token.pk).first()
    if fresh is None:
        raise NotThere
    if fresh.revoked_at is None:
        fresh.revoked_at = at
        fresh.save(update_fields=["revoked_at"])
        audit.record(actor, "token.revoked", fresh, at=at, change=audit.Change.WITHDRAWN)
    return fresh


def check_token(raw: str, at: datetime, *, ip: str = "") -> ApiToken | None:
    """The usable token that this is, with its council and maker; None for everything else, in the same time.

    ``ip``: whence the call came; without one, a token that is bound to networks is refused.
    """
    prefix = prefix_of(raw)
    if prefix is None:
        return None
    token = token_by_prefix(prefix, at=at)
    is_same = compare_digest(token.digest if token else NOBODYS_DIGEST, digest_of(raw))
    if token is None or not is_same or not token.admits(ip):
        return None
    _note_use(token, day_of(at))
    return token


def _note_use(token: ApiToken, today: date) -> None:
    """At most one write a day."""
    if token.last_used_on != today:
        not_yet = Q(last_used_on=None) | Q(last_used_on__lt=today)
        ApiToken.objects.filter(not_yet, pk=token.pk).update(last_used_on=today)
