"""Councils, people, teams, follows and searches, each by the act that makes them in earnest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import cached_property

from apps.accounts.actions import register_person
from apps.common.actor import Actor
from apps.common.refusals import NotThere
from apps.demonstration.cast import PASSWORD, Council, Followed, Person
from apps.demonstration.gazetteer import GAZETTEERS
from apps.discoveries.actions.sources import answer_look, ask_to_look, follow_place, unfollow
from apps.discoveries.models import Follow
from apps.organisations.actions import (
    accept_invitation,
    add_to_team,
    close_welcome,
    create_team,
    found_organisation,
    import_places,
    invite,
    letter_due,
)
from apps.organisations.actors import actor_of_member, member_of
from apps.organisations.models import Membership, Organisation, Place, Team
from apps.organisations.scope import council as in_council
from apps.searches.actions import write_search
from apps.searches.models import Search
from apps.work.actions import call_off

FOUNDED = timedelta(days=9)
BEGAN_TO_FOLLOW = timedelta(days=8)


@dataclass(frozen=True)
class Loaded:
    """A council of the demonstration as it stands in the database."""

    story: Council
    organisation: Organisation

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Everybody who is still here, by key."""
        return {
            person.key: actor_of_member(member)
            for person in self.story.people
            if (member := place_of(self.story, person))
        }

    @property
    def owner(self) -> Actor:
        return self.actors[self.story.people[0].key]


def found(story: Council, *, base: str, at: datetime) -> Loaded:
    """The council, made once; what people changed since stays as they left it. ``base``: where its places are."""
    organisation = Organisation.objects.filter(slug=story.slug).first()
    is_new = organisation is None
    if organisation is None:
        organisation = _found_with_people(story, at - FOUNDED).organisation
    loaded = Loaded(story, organisation)
    with in_council(organisation.id):
        if is_new or not Team.objects.current().exists():
            _form_teams(loaded, at - FOUNDED)
        if not Place.objects.exists():
            _name_places(loaded, at - FOUNDED)
        _follow_all(loaded, base, at)
        if not Search.objects.exists():
            _write_searches(loaded, at - BEGAN_TO_FOLLOW)
    return loaded


def place_of(story: Council, person: Person) -> Membership | None:
    """This person's place in their council, if they did not leave."""
    user = register_person(
        email=story.address_of(person), name=person.name, password=PASSWORD, is_verified=True
    )
    return member_of(user_id=user.id, slug=story.slug)


def _found_with_people(story: Council, at: datetime) -> Membership:
    first, *others = story.people
    owner = register_person(
        email=story.address_of(first), name=first.name, password=PASSWORD, is_verified=True
    )
    member = found_organisation(
        name=story.name,
        slug=story.slug,
        owner=owner,
        purpose=story.purpose,
        contact_name=story.contact,
        contact_email=f"hello@{story.slug}.example",
        nation=story.nation,
        is_demonstration=True,
        at=at,
    )
    for person in others:
        _come_in(actor_of_member(member), story, person, at)
    return member


def _come_in(owner: Actor, story: Council, person: Person, at: datetime) -> None:
    """By an invitation, like everybody."""
    email = story.address_of(person)
    user = register_person(email=email, name=person.name, password=PASSWORD, is_verified=True)
    with in_council(owner.organisation_id):
        invitation = invite(actor=owner, email=email, role=person.role, at=at)
    letter = letter_due(invitation_id=invitation.id, at=at)
    if letter is None:
        raise NotThere
    accept_invitation(user=user, token=letter[1], at=at)


def _form_teams(loaded: Loaded, at: datetime) -> None:
    teams = {name: create_team(actor=loaded.owner, name=name, at=at) for name in loaded.story.teams}
    for person in loaded.story.people:
        member = place_of(loaded.story, person)
        if person.team and member:
            add_to_team(actor=loaded.owner, team=teams[person.team], member=member, at=at)


def _name_places(loaded: Loaded, at: datetime) -> None:
    """And nobody here needs the first steps any more."""
    import_places(actor=loaded.owner, text=GAZETTEERS[loaded.story.slug], at=at)
    for actor in loaded.actors.values():
        close_welcome(actor=actor, at=at)


def _write_searches(loaded: Loaded, at: datetime) -> None:
    teams = {team.name: team.id for team in Team.objects.current()}
    for name, query in loaded.story.searches.items():
        team_id = teams.get("Library") if name == "Growing" else None
        write_search(actor=loaded.owner, name=name, query=query, team_id=team_id, at=at)


def _follow_all(loaded: Loaded, base: str, at: datetime) -> None:
    """What was unfollowed stays so. A place that speaks from another port now is followed there."""
    for followed in loaded.story.follows:
        url = base + followed.path
        known = list(Follow.objects.filter(source__url__endswith=followed.path).select_related("source"))
        if any(follow.source.url == url for follow in known) or _was_left(known):
            continue
        for follow in known:
            unfollow(actor=loaded.owner, follow=follow, at=at)
        since = at if known else at - BEGAN_TO_FOLLOW
        _follow(loaded.owner, followed, url, since)


def _was_left(known: Sequence[Follow]) -> bool:
    """Somebody stopped following it."""
    return bool(known) and not any(follow.ended_at is None for follow in known)


def _follow(actor: Actor, followed: Followed, url: str, at: datetime) -> None:
    look = ask_to_look(actor=actor, address=url, at=at)
    answer_look(look=look, places=[_as_found(followed, url)], sentence="", at=at)
    call_off(kind="ingestion.look", subject_id=look.id)
    follow_place(actor=actor, look=look, place=0, name=followed.name, at=at)


def _as_found(followed: Followed, url: str) -> dict[str, Any]:
    return {
        "title": followed.name,
        "home_url": url.rsplit("/", 1)[0] + "/",
        "feed_url": url,
        "kind": "feed",
        "platform": followed.platform,
        "what": "comments" if followed.comments else "posts",
        "secret": False,
        "items": [],
    }
