"""Writing searches, changing them, bringing an earlier version back."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.clock import day_of
from apps.common.refusals import Invalid, NotThere, require
from apps.organisations.models import Organisation, Team
from apps.searches.actions.uses import follow_change
from apps.searches.language.ast import Node, to_json
from apps.searches.language.tokens import TOKENISER_VERSION
from apps.searches.models import ListedAccount, Search, SearchVersion
from apps.searches.policies import can_change, can_give_to_team, can_write, is_kept_from, names_nobody_private
from apps.searches.reading import read_to_save
from apps.searches.refusals import ChangedMeanwhile, Locked, NamesSomebody, NameTaken
from apps.work import actions as work
from apps.work.lanes import Lane


@transaction.atomic
def write_search(
    *,
    actor: Actor,
    name: str,
    query: str,
    team_id: UUID | None = None,
    purpose: str = Search.Purpose.CELEBRATE,
    at: datetime,
) -> Search:
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
    _put(search, name=name, query=query, purpose=purpose, actor=actor, at=at)
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
    purpose: str = "",
    based_on: int | None = None,
    at: datetime,
) -> Search:
    """Another version of a search. ``based_on``: the version that was read, so that no colleague's is lost.

    Raises NotAllowed, Locked, Invalid, NamesSomebody, NameTaken, ChangedMeanwhile.
    """
    search = take_search(actor=actor, search=search)
    _refuse_stale(search, based_on)
    require(can_give_to_team(actor, search, team_id))
    search.team = _team(team_id)
    _put(search, name=name, query=query, purpose=purpose or search.purpose, actor=actor, at=at)
    fields = ["name", "query", "team", "purpose"]
    audit.record(actor, "search.changed", search, at=at, change=audit.Change.CHANGED, fields=fields)
    return search


@transaction.atomic
def restore_search(
    *, actor: Actor, version: SearchVersion, based_on: int | None = None, at: datetime
) -> Search:
    """The words of an earlier version as a new one. Raises NotAllowed, Locked, Invalid, NamesSomebody, ChangedMeanwhile."""
    search = take_search(actor=actor, search=version.search)
    _refuse_stale(search, based_on)
    _put(search, name=search.name, query=version.query, purpose=search.purpose, actor=actor, at=at)
    audit.record(actor, "search.restored", search, at=at, change=audit.Change.CHANGED, fields=["query"])
    return search


def take_search(*, actor: Actor, search: Search) -> Search:
    """The search, locked for a change of this actor's; its council before it, as for all that resolves searches.

    Raises NotAllowed, Locked.
    """
    require(can_change(actor, search))
    Organisation.objects.lock(search.organisation_id)
    fresh: Search = Search.objects.lock(search)
    if fresh.locked_by is not None and is_kept_from(actor, fresh):
        who = str(fresh.locked_by.user)
        raise Locked(Locked.message % {"name": fresh.name, "who": who}, who=who)
    require(can_change(actor, fresh))
    return fresh


def save_search(*, search: Search, at: datetime) -> None:
    """As the matcher will read it with its next batch. Raises NameTaken."""
    search.changed_at = at
    search.rev = 0
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError as error:
        if "search_name_once" not in str(error):
            raise
        raise NameTaken(field="name") from error


def look_back(*, search: Search, at: datetime) -> None:
    """The last seven days' matches become finds in the background."""
    if search.is_running:
        work.ask_for(
            kind="ingestion.look_back",
            subject_id=search.id,
            organisation_id=search.organisation_id,
            lane=Lane.HOME,
            due_at=at,
        )


def refuse_people(*, tree: Node, at: datetime) -> None:
    """Raises NamesSomebody."""
    listed = ListedAccount.objects.in_force(day_of(at)).values_list("handle", flat=True)
    unlisted = names_nobody_private(tree, listed)
    if unlisted:
        names = ", ".join(named.words for named in unlisted)
        raise NamesSomebody(NamesSomebody.message % {"names": names}, field="query", names=names)


def _put(search: Search, *, name: str, query: str, purpose: str, actor: Actor, at: datetime) -> None:
    if purpose not in Search.Purpose.values:
        raise Invalid(_("Say what this search is for."), field="purpose")
    Organisation.objects.lock(search.organisation_id)
    read = read_to_save(query, name=name.strip())
    refuse_people(tree=read.resolved, at=at)
    was, search.name = search.name, name.strip()
    search.purpose = purpose
    search.query = query
    search.ast = to_json(read.written)
    search.resolved = to_json(read.resolved)
    search.language_version = TOKENISER_VERSION
    search.version += 1
    save_search(search=search, at=at)
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
    follow_change(actor=actor, search=search, was=was, at=at)
    look_back(search=search, at=at)


def _refuse_stale(search: Search, based_on: int | None) -> None:
    if based_on is not None and based_on != search.version:
        raise ChangedMeanwhile


def _team(team_id: UUID | None) -> Team | None:
    if team_id is None:
        return None
    team: Team | None = Team.objects.current().filter(pk=team_id).first()
    if team is None:
        raise NotThere(_("There is no such team."), field="team_id")
    return team
