"""Searches that use others by name, or the names of places and sources: they follow whatever these come to mean.

Everything here, and whatever saves a search, locks the council first: no two of its searches are resolved at once.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.common.actor import Actor
from apps.common.refusals import Invalid
from apps.organisations.models import Organisation
from apps.searches.language.ast import from_json, to_json
from apps.searches.language.gazetteer import key
from apps.searches.language.parser import MAX_CHARACTERS, parse
from apps.searches.language.tokens import TOKENISER_VERSION
from apps.searches.models import Search, SearchVersion
from apps.searches.reading import say
from apps.searches.refusals import InUse
from apps.searches.resolving import NOTHING, Resolved, resolve
from apps.searches.uses import is_use, users_of, uses_of


def refuse_ending(*, search: Search) -> None:
    """Raises InUse with the names of those that would miss it."""
    users = [other for other in Search.objects.using_others() if key(search.name) in uses_of(other)]
    if names := ", ".join(f"“{other.name}”" for other in users if other.id != search.id):
        raise InUse(InUse.message % {"name": search.name, "names": names}, names=names)


def follow_change(*, actor: Actor, search: Search, was: str, at: datetime) -> None:
    """Whoever uses this search, now saved, follows it: with its new words, and under its new name.

    Raises Invalid where that would come back to itself.
    """
    if was and key(was) != key(search.name):
        for user in users_of({key(was)}):
            if key(was) in uses_of(user):
                _rename_in(user, was, search.name, actor, at)
    for user in users_of({key(was), key(search.name)} - {""}):
        if user.id != search.id:
            found = resolve(from_json(user.ast), name=user.name)
            _refuse_errors(user, found)
            _take_meaning(user, found, at)


@transaction.atomic
def resolve_again(*, organisation_id: UUID, at: datetime) -> int:
    """Inside its scope: after places, follows or packs changed. How many searches mean something else now."""
    Organisation.objects.lock(organisation_id)
    changed = 0
    for search in Search.objects.current().order_by("id"):
        found = resolve(from_json(search.ast), name=search.name)
        if any(note.level == "error" for note in found.notes):
            found = Resolved(NOTHING, found.notes)
        changed += _take_meaning(search, found, at)
    return changed


def _refuse_errors(user: Search, found: Resolved) -> None:
    errors = [note for note in found.notes if note.level == "error"]
    if errors:
        raise Invalid(f"“{user.name}”: {say(errors[0])}", field="query")


def _take_meaning(search: Search, found: Resolved, at: datetime) -> bool:
    """The matcher reads it with its next batch; the version stays, for nobody wrote anything."""
    tree = to_json(found.tree)
    if tree == search.resolved:
        return False
    search.resolved = tree
    search.language_version = TOKENISER_VERSION
    search.changed_at = at
    search.rev = 0
    search.save(update_fields=["resolved", "language_version", "changed_at", "rev"])
    SearchVersion.objects.filter(search=search, number=search.version).update(resolved=tree)
    return True


def _rename_in(user: Search, was: str, now: str, actor: Actor, at: datetime) -> None:
    """Another version of its words, by whoever renamed what it uses."""
    user.query = _with_name(user.query, was, now)
    if len(user.query) > MAX_CHARACTERS:
        raise Invalid(
            _("“%(name)s” would be too long with this name in it.") % {"name": user.name}, field="name"
        )
    user.ast = to_json(parse(user.query).ast or NOTHING)
    user.version += 1
    user.changed_at = at
    user.rev = 0
    user.save(update_fields=["query", "ast", "version", "changed_at", "rev"])
    SearchVersion.objects.create(
        organisation_id=user.organisation_id,
        search=user,
        number=user.version,
        query=user.query,
        ast=user.ast,
        resolved=user.resolved,
        by_id=actor.person,
        at=at,
    )


def _with_name(query: str, was: str, now: str) -> str:
    while span := _span_of(query, was):
        query = f'{query[: span[0]]}search:"{now}"{query[span[1] :]}'
    return query


def _span_of(query: str, name: str) -> tuple[int, int] | None:
    spans = parse(query).spans
    return next((spans[term] for term in spans if is_use(term, name)), None)
