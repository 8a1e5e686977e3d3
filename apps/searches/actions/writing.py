"""Writing searches, changing them, pausing and ending them."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, NotThere, Refusal, require
from apps.organisations.models import Organisation, Team
from apps.searches.language.ast import Node, to_json
from apps.searches.language.tokens import TOKENISER_VERSION
from apps.searches.models import ListedAccount, Search, SearchVersion
from apps.searches.policies import can_change, can_write, names_nobody_private
from apps.searches.reading import read_to_save
from apps.work import actions as work
from apps.work.lanes import Lane


class NameTaken(Conflict):
    code = "name_taken"
    message = _("You already have a search with this name. Give this one another.")


class ChangedMeanwhile(Conflict):
    code = "changed_meanwhile"
    message = _(
        "A colleague saved another version while you were writing. Look at theirs, then save yours again."
    )


class NamesSomebody(Refusal):
    code = "names_somebody"
    message = _(
        "This search names %(names)s. We listen to places and subjects, never to a person. "
        "If this is an organisation or a group, list it first."
    )


@transaction.atomic
def write_search(*, actor: Actor, name: str, query: str, team_id: UUID | None = None, at: datetime) -> Search:
    """A new running search, with its last seven days to come. Raises NotAllowed, Invalid, NamesSomebody, NameTaken."""
    require(can_write(actor))
    search = Search(
        organisation_id=actor.organisation_id,
        team=_team(team_id),
        created_by_id=actor.person,
        created_at=at,
        changed_at=at,
        version=0,
    )
    _put(search, name=name, query=query, actor=actor, at=at)
    audit.record(actor, "search.written", search, at=at, change=audit.Change.CREATED)
    Organisation.objects.begin_listening(actor.organisation_id, at=at)
    return search


@transaction.atomic
def change_search(
    *,
    actor: Actor,
    search: Search,
    name: str,
    query: str,
    team_id: UUID | None = None,
    based_on: int | None = None,
    at: datetime,
) -> Search:
    """Another version of a search. ``based_on``: the version that was read, so that no colleague's is lost.

    Raises NotAllowed, Invalid, NamesSomebody, NameTaken, ChangedMeanwhile.
    """
    require(can_change(actor, search))
    search = Search.objects.lock(search)
    if based_on is not None and based_on != search.version:
        raise ChangedMeanwhile
    search.team = _team(team_id)
    _put(search, name=name, query=query, actor=actor, at=at)
    audit.record(
        actor, "search.changed", search, at=at, change=audit.Change.CHANGED, fields=["name", "query", "team"]
    )
    return search


@transaction.atomic
def pause_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """Stop listening for this until it is resumed. Raises NotAllowed."""
    return _turn(actor, search, Search.State.PAUSED, "search.paused", at)


@transaction.atomic
def resume_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """Listen for this again, and look through the last seven days. Raises NotAllowed, NamesSomebody."""
    require(can_change(actor, search))
    _refuse_people(search.tree)
    search = _turn(actor, search, Search.State.RUNNING, "search.resumed", at)
    _look_back(search, at)
    return search


@transaction.atomic
def end_search(*, actor: Actor, search: Search, at: datetime) -> Search:
    """Stop for good. Its finds stay, and still say by which search they were found. Raises NotAllowed."""
    return _turn(actor, search, Search.State.ENDED, "search.ended", at, change=audit.Change.WITHDRAWN)


def _put(search: Search, *, name: str, query: str, actor: Actor, at: datetime) -> None:
    read = read_to_save(query)
    _refuse_people(read.resolved)
    search.name = name.strip()
    search.query = query
    search.ast = to_json(read.written)
    search.resolved = to_json(read.resolved)
    search.language_version = TOKENISER_VERSION
    search.version += 1
    _save(search, at)
    SearchVersion.objects.create(
        organisation_id=search.organisation_id,
        search=search,
        number=search.version,
        query=query,
        ast=search.ast,
        resolved=search.resolved,
        by_id=actor.person,
        at=at,
    )
    _look_back(search, at)


def _save(search: Search, at: datetime) -> None:
    search.changed_at = at
    search.rev = 0
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError as error:
        if "search_name_once" not in str(error):
            raise
        raise NameTaken(field="name") from error


def _refuse_people(tree: Node) -> None:
    unlisted = names_nobody_private(tree, ListedAccount.objects.values_list("handle", flat=True))
    if unlisted:
        names = ", ".join(term.value for term in unlisted)
        raise NamesSomebody(NamesSomebody.message % {"names": names}, field="query", names=names)


def _turn(
    actor: Actor, search: Search, state: str, verb: str, at: datetime, change: str = audit.Change.CHANGED
) -> Search:
    require(can_change(actor, search))
    search = Search.objects.lock(search)
    search.state = state
    _save(search, at)
    audit.record(actor, verb, search, at=at, change=change, fields=["state"])
    return search


def _look_back(search: Search, at: datetime) -> None:
    """The last seven days' matches become finds in the background."""
    if search.is_running:
        work.ask_for(
            kind="ingestion.look_back",
            subject_id=search.id,
            organisation_id=search.organisation_id,
            lane=Lane.HOME,
            due_at=at,
        )


def _team(team_id: UUID | None) -> Team | None:
    if team_id is None:
        return None
    team: Team | None = Team.objects.current().filter(pk=team_id).first()
    if team is None:
        raise NotThere(_("There is no such team."), field="team_id")
    return team
