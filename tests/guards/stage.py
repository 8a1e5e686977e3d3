"""Three councils with a row of everything, and everybody who might ask for it.

Marlowe is ours, Harwood is the stranger, Penrith is suspended. Slugs are equally long, so that answers about them are.
"""

import json
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.test import Client

from apps.accounts.models import User
from apps.assignments.models import HostSwap
from apps.common.clock import now
from apps.common.sealing import seal
from apps.discoveries.models import Find, Follow, JoyRule, Look, PlaceList, PrivateFollow, Suggestion, Tag
from apps.discoveries.reading import said_in
from apps.inbox.models import Batch, View
from apps.ledger.models import Act
from apps.organisations.models import ApiToken, Invitation, JoinRequest, Organisation, Place, Team
from apps.organisations.scope import council
from apps.organisations.tokens import make_key
from apps.searches.language.ast import to_json
from apps.searches.language.parser import parse
from apps.searches.models import ListedAccount, Search, SearchReview, SearchVersion
from tests.cast import make_council, make_person
from tests.factories.house import House

MODELS = {
    "find_id": Find,
    "tag_id": Tag,
    "rule_id": JoyRule,
    "view_id": View,
    "batch_id": Batch,
    "act_id": Act,
    "team_id": Team,
    "invitation_id": Invitation,
    "token_id": ApiToken,
    "follow_id": Follow,
    "source_id": Follow,
    "look_id": Look,
    "private_id": PrivateFollow,
    "list_id": PlaceList,
    "suggestion_id": Suggestion,
    "search_id": Search,
    "version_id": SearchVersion,
    "account_id": ListedAccount,
    "swap_id": HostSwap,
    "place_id": Place,
    "request_id": JoinRequest,
    "part_id": Place,
    "review_id": SearchReview,
}
OURS, FOREIGN, SUSPENDED, MISSING = "marlowe", "harwood", "penrith", "nowhere"
# Words that nobody else says, short enough to survive in the shortest column.
OURS_MARK, FOREIGN_MARK, SUSPENDED_MARK = "zqkite", "zqcrow", "zqwren"
FULL = sorted(
    [
        *(
            "finds:read",
            "finds:join",
            "finds:push",
            "finds:erase",
            "acts:read",
            "acts:write",
            "searches:read",
        ),
        *("searches:write", "sources:read", "sources:write", "people:read", "people:write"),
        *("finds:read", "finds:join", "finds:erase", "acts:read", "acts:write", "searches:read"),
        *("searches:write", "searches:keep", "sources:read", "sources:write", "people:read", "people:write"),
        *("tokens:write", "integrations:write", "settings:write", "audit:read"),
    ]
)
INTEGRATION = [
    "finds:read",
    "finds:push",
    "acts:read",
    "searches:read",
    "sources:read",
    "sources:write",
    "people:read",
]


class LivingHouse(House):
    """A house whose rows can be shown: what is parsed can be parsed, what is open is open today."""

    def __init__(self, organisation, membership, mark, colleague):
        super().__init__(organisation, membership, mark)
        self.colleague = colleague

    def values_of(self, model):
        return super().values_of(model) | self.living_values_of(model)

    def living_values_of(self, model):
        tree = to_json(parse(self.mark).ast)
        today = now()
        living = {
            "searches.Search": {"ast": tree, "resolved": tree, "query": self.mark, "rev": 0},
            "searches.SearchVersion": {"ast": tree, "resolved": tree, "query": self.mark},
            "discoveries.Look": {
                "state": "found",
                "places": [self.place(), self.secret()],
                "asked_at": today,
            },
            "discoveries.Source": {"state": "fine", "memory": {}, "looked_at": today, "next_at": today},
            "discoveries.Suggestion": {"state": "offered"},
            "discoveries.PrivateFollow": {"since": today - timedelta(days=2), "state": "fine"},
            "discoveries.Follow": {"since": today - timedelta(days=2), "rev": 0},
            "discoveries.Find": {"found_at": today, "first_seen": today, "language": "en", "leads": True},
            "discoveries.Decision": {"before": {"state": "new", "later_until": None, "leave_reason": ""}},
            "discoveries.FindWords": {"vector": self.words_of_the_find()},
            "inbox.View": {"wanted": {"q": self.mark}, "owner": None},
            "inbox.Batch": {
                "what": "leave_be",
                "said": {"note": self.mark},
                "finished_at": today,
                "at": today,
            },
            "assignments.Assignment": {"closed_at": today, "outcome": "given_back"},
            "organisations.TeamMember": {"membership": self.colleague},
            "ledger.Act": {"at": today},
            "organisations.Place": {"kind": "set", "other_names": [f"{self.mark} Hill"]},
            "organisations.Invitation": {
                "created_at": today,
                "expires_at": today + timedelta(days=7),
                "letters": 1,
            },
            "organisations.JoinRequest": {
                "user": self.newcomer(),
                "gss": "E07000032",
                "asked_at": today,
                "expires_at": today + timedelta(days=7),
                "answer": "",
            },
            "organisations.ApiToken": {
                "expires_at": today + timedelta(days=90),
                "created_at": today,
                "scopes": ["finds:read"],
            },
            "audit.Event": {"verb": "search.written", "object_type": "search", "change": "created"},
            "work.Job": {"lane": "home", "kind": "ingestion.look_back", "due_at": today + timedelta(days=9)},
        }
        return living.get(model._meta.label, {})

    def newcomer(self):
        """Somebody at the door."""
        return User.objects.get_or_create(email=f"new@{self.mark}.example", name=f"{self.mark}new")[0]

    def words_of_the_find(self):
        """What the find of the house is sought by, once it is there."""
        return said_in(self.rows[Find]).vector() if Find in self.rows else ""

    def place(self):
        return {
            "title": self.mark,
            "home_url": f"https://{self.mark}.example/",
            "feed_url": f"https://{self.mark}.example/feed",
            "kind": "feed",
            "platform": "feed",
            "what": "posts",
            "secret": False,
            "items": [{"title": self.mark, "url": f"https://{self.mark}.example/1", "at": None}],
        }

    def secret(self):
        """A place behind a secret address."""
        return self.place() | {
            "secret": True,
            "feed_url": "",
            "home_url": "",
            "sealed": seal(f"https://{self.mark}.example/?token=1"),
        }


@dataclass(frozen=True)
class Answer:
    """What came back, and how many acts of any council were written down on the way."""

    status: int
    content: bytes
    headers: dict
    written: int

    @property
    def text(self):
        return self.content.decode()


@dataclass(frozen=True)
class Caller:
    """Somebody at the door: a browser, and what its requests carry."""

    client: Client
    headers: dict

    def ask(self, method, path, body=None, *, is_json=False):
        """One request, of which nothing stays."""
        sent = {} if body is None else {"data": body}
        if is_json and body is not None:
            sent = {"data": json.dumps(body), "content_type": "application/json"}
        headers = self.headers | {"X-Request-ID": "the-same-request"}
        jar = copy(self.client.cookies)
        with leaving_nothing():
            response = getattr(self.client, method.lower())(path, headers=headers, **sent)
            answer = Answer(response.status_code, response.content, dict(response.headers), acts_written())
        self.client.cookies = jar
        return answer


WRITTEN = """
SELECT set_config('gc.org_id', %s, true);
SELECT count(*) - 1 FROM audit_event WHERE organisation_id = current_setting('gc.org_id')::uuid
AND verb NOT LIKE 'refused.%%'
"""


def acts_written():
    """Beyond the one with which each council was furnished. Whoever asks rolls back, and the scope with it."""
    written = 0
    with connection.cursor() as cursor:
        for organisation_id in Organisation.objects.active().values_list("id", flat=True):
            cursor.execute(WRITTEN, [str(organisation_id)])
            cursor.nextset()
            written += cursor.fetchone()[0]
    return written


@contextmanager
def leaving_nothing():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Council:
    """A council's rows by model, and its people by the letter of their role: o, e, c, r."""

    house: LivingHouse
    people: dict
    spare_place: Place

    @property
    def organisation(self):
        return self.house.organisation

    def id_for(self, name):
        """The row that an address means by this parameter."""
        if name == "member_id":
            return self.people["c"].member.pk
        return self.house.rows[MODELS[name]].pk


class Stage:
    """``callers`` by name; ``ours`` and ``foreign`` councils. Build it inside a transaction or a flushed database."""

    def __init__(self):
        self.ours = furnished(OURS, OURS_MARK)
        self.foreign = furnished(FOREIGN, FOREIGN_MARK)
        self.suspended = furnished(SUSPENDED, SUSPENDED_MARK)
        self.suspend()
        self.callers = {
            "anonymous": Caller(Client(raise_request_exception=False), {}),
            "foreign owner": by_session(self.foreign.people["o"]),
            "left": by_session(self.who_left()),
            "suspended": by_session(self.suspended.people["o"]),
            **{f"session {role}": by_session(person) for role, person in self.ours.people.items()},
            "token o": by_token(self.ours.people["o"], FULL),
            "token narrow": by_token(self.ours.people["o"], ["finds:read"]),
            "token integration": by_token(self.ours.people["o"], INTEGRATION, kind="integration"),
            "token foreign": by_token(self.foreign.people["o"], FULL),
            "token suspended": by_token(self.suspended.people["o"], FULL),
            "token left": by_token(self.left, FULL),
        }

    def suspend(self):
        organisation = self.suspended.organisation
        organisation.suspended_at = now()
        organisation.save()

    def who_left(self):
        self.left = make_person(self.ours.organisation, "Lea", "owner")
        self.left.member.ended_at = now()
        self.left.member.save()
        return self.left


def furnished(slug, mark):
    """A council with one row of everything, ``mark`` in each of its words."""
    organisation = make_council(slug, slug.title())
    organisation.purpose = organisation.contact_name = mark
    organisation.listening_since = now() - timedelta(days=1)
    organisation.save()
    roles = {"o": "owner", "e": "editor", "c": "colleague", "r": "reader"}
    people = {letter: make_person(organisation, f"{mark}{role}", role) for letter, role in roles.items()}
    with council(organisation.id):
        house = LivingHouse(organisation, people["o"].member, mark, people["c"].member).furnish()
        ward = Place.objects.create(**house.values_of(Place) | {"kind": "ward"})
    return Council(house, people, ward)


def by_session(person):
    """Once in, so that nothing of the first visit is new at every other."""
    client = Client(raise_request_exception=False)
    client.force_login(person.user)
    client.get("/accessibility")
    return Caller(client, {})


def by_token(person, scopes, kind="personal"):
    key = make_key()
    ApiToken.objects.create(
        organisation=person.organisation,
        kind=kind,
        created_by=person.member,
        name="Key",
        prefix=key.prefix,
        digest=key.digest,
        scopes=scopes,
        created_at=now(),
        expires_at=now() + timedelta(days=1),
    )
    return Caller(Client(raise_request_exception=False), {"Authorization": f"Bearer {key.raw}"})
