"""Founding a council and changing what it says about itself."""

import secrets
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.audit import actions as audit
from apps.common.actor import Actor, system
from apps.common.refusals import Invalid, require
from apps.common.scope import org_scope
from apps.organisations.models import Membership, Organisation
from apps.organisations.policies import can_change_settings
from apps.organisations.refusals import NameTaken, NoticeIncomplete
from apps.organisations.roles import Role

KEPT_AT_LEAST_DAYS = 30
KEPT_AT_MOST_DAYS = 730
ON_THE_NOTICE = ("purpose", "contact_name", "contact_email")


def found_organisation(
    *,
    name: str,
    slug: str,
    owner: User,
    purpose: str = "",
    contact_name: str = "",
    contact_email: str = "",
    gss: str = "",
    nation: str = Organisation.Nation.ENGLAND,
    is_demonstration: bool = False,
    at: datetime,
) -> Membership:
    """A new council and its first owner's place in it. The operator's act, and what founding one's own comes to.

    ``gss``: its code in the UK's list. Raises Invalid, NameTaken.
    """
    if Organisation.objects.filter(slug=_read_slug(slug)).exists():
        raise NameTaken(field="slug")
    organisation = Organisation(
        name=name,
        slug=slug,
        purpose=purpose,
        contact_name=contact_name,
        contact_email=contact_email,
        gss=gss,
        nation=nation,
        is_demonstration=is_demonstration,
        suppression_key=secrets.token_bytes(32),
        created_at=at,
    )
    with org_scope(organisation.id), transaction.atomic():
        organisation.save(force_insert=True)
        member = Membership.objects.create(
            organisation=organisation, user=owner, role=Role.OWNER, joined_at=at
        )
        operator = system("operator", organisation.id)
        audit.record(operator, "council.founded", organisation, at=at)
        audit.record(operator, "member.joined", member, at=at, change=audit.Change.CREATED)
    return member


def _read_slug(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="slug") from error
    if slug != slug.lower():
        raise Invalid(_("Small letters only."), field="slug")
    return slug


@transaction.atomic
def change_settings(
    *,
    actor: Actor,
    organisation: Organisation,
    name: str | None = None,
    purpose: str | None = None,
    contact_name: str | None = None,
    contact_email: str | None = None,
    keep_days: int | None = None,
    at: datetime,
) -> Organisation:
    """Change what is not None. Raises NotAllowed, Invalid, NoticeIncomplete."""
    require(can_change_settings(actor, organisation))
    organisation = Organisation.objects.lock(organisation.id)
    wanted = {
        "name": name,
        "purpose": purpose,
        "contact_name": contact_name,
        "contact_email": contact_email,
        "keep_days": keep_days,
    }
    changes = {
        field: value
        for field, value in wanted.items()
        if value is not None and value != getattr(organisation, field)
    }
    _check_settings(organisation, changes)
    if changes:
        for field, value in changes.items():
            setattr(organisation, field, value)
        organisation.save(update_fields=list(changes))
        audit.record(
            actor,
            "settings.changed",
            organisation,
            at=at,
            change=audit.Change.CHANGED,
            fields=sorted(changes),
        )
    return organisation


def _check_settings(organisation: Organisation, changes: dict[str, Any]) -> None:
    if not changes.get("name", organisation.name).strip():
        raise Invalid(_("A council needs a name."), field="name")
    if not KEPT_AT_LEAST_DAYS <= changes.get("keep_days", organisation.keep_days) <= KEPT_AT_MOST_DAYS:
        raise Invalid(_("Keep finds between 30 and 730 days."), field="keep_days")
    _check_address(changes.get("contact_email", ""))
    if organisation.listening_since is None:
        return
    for field in ON_THE_NOTICE:
        if not str(changes.get(field, getattr(organisation, field))).strip():
            raise NoticeIncomplete(field=field)


def _check_address(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="contact_email") from error
