"""A council itself: its settings, what each role may do, what changed, who did what, and its balance."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.operations import operation, page
from apps.api.paging import Keyset, Page, whole
from apps.api.parsing import Day, Days, In, Nothing, Text, Whole
from apps.api.shapes import Constant, Moment, Out, Word
from apps.api.views import CouncilRequest, OrgView
from apps.audit.models import Event
from apps.common.clock import day_of, now, start_of
from apps.common.permission import Permission as P
from apps.common.refusals import Invalid
from apps.ledger.balance import Balance, balance_between, monday_of
from apps.organisations.actions import change_settings
from apps.organisations.models import Organisation
from apps.organisations.roles import role_table


class OrganisationOut(Out):
    """A council as its members see it."""

    object = Constant("organisation")
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    purpose = serializers.CharField()
    contact_name = serializers.CharField()
    contact_email = serializers.CharField()
    keep_days = serializers.IntegerField()
    listening_since = Moment(allow_null=True)
    created_at = Moment()


class SettingsIn(In):
    """What is named is changed; the rest stays."""

    name = Text(required=False, max_length=120)
    purpose = Text(required=False, max_length=2000, allow_blank=True)
    contact_name = Text(required=False, max_length=120, allow_blank=True)
    contact_email = Text(required=False, max_length=254, allow_blank=True)
    keep_days = Days(required=False, min_value=30, max_value=730)


class OneOrganisation(OrgView):
    tag = "council"
    name = "organisation"
    out = OrganisationOut

    @operation("The council", out=OrganisationOut)
    def get(self, request: CouncilRequest) -> Response:
        return self.shown(request.organisation.id)

    @operation(
        "Change the council’s settings", permission=P.SETTINGS_WRITE, body=SettingsIn, out=OrganisationOut
    )
    def patch(self, request: CouncilRequest, body: dict[str, Any]) -> Response:
        organisation = self.match(request.organisation.id)
        change_settings(actor=request.actor, organisation=organisation, at=now(), **body)
        return self.shown(organisation.id)

    def rows(self) -> models.QuerySet[Any]:
        return Organisation.objects.filter(pk=self.request.organisation.id)


class PowerOut(Out):
    """One thing that may be done, and which roles may do it."""

    object = Constant("power")
    permission = serializers.CharField()
    sentence = serializers.CharField()
    roles = serializers.DictField(child=serializers.BooleanField())


class Roles(OrgView):
    tag = "people"

    @page("What each role may do", query=Nothing, out=PowerOut)
    def get(self, request: CouncilRequest) -> Response:
        return Response(whole(role_table(), PowerOut))


class BalanceQuery(In):
    """Whole days in London; this week if nothing is said."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            "from": Day(required=False, help_text="The first day."),
            "to": Day(required=False, help_text="The last day, which counts too."),
        }


class BalanceOut(Out):
    """Whole acts that stand. `joined_in` is every give."""

    object = Constant("balance")
    start = Moment()
    end = Moment()
    joined_in = serializers.IntegerField()
    gave = serializers.IntegerField()
    asked = serializers.IntegerField()
    broadcast = serializers.IntegerField()
    likes = serializers.IntegerField()


class OneBalance(OrgView):
    tag = "company"

    @operation("What we gave and asked", permission=P.ACTS_READ, query=BalanceQuery, out=BalanceOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return Response(BalanceOut(balance_asked(query, at=now())).data)


def balance_asked(query: dict[str, Any], *, at: datetime) -> Balance:
    """Raises Invalid for days that run backwards."""
    first = query.get("from") or (
        monday_of(at).date() if "to" not in query else query["to"] - timedelta(days=6)
    )
    last = query.get("to") or max(first, day_of(at), first + timedelta(days=6))
    if not EARLIEST <= first <= last <= LATEST:
        raise Invalid(_("The first day has to come before the last."), field="from")
    return balance_between(start=start_of(first), end=start_of(last + timedelta(days=1)))


EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class ChangesQuery(In):
    """Where a copy elsewhere stands."""

    after = Whole(
        min_value=0, max_value=2**63 - 1, default=0, help_text="The position of the last change you have."
    )
    limit = Whole(min_value=1, max_value=200, default=50)


class ChangeOut(Out):
    """That a row was created, changed, withdrawn or erased. Read the row itself for what it now says."""

    object = Constant("change")
    position = serializers.IntegerField()
    at = Moment()
    change = Word(Event.Change.values)
    type = serializers.SerializerMethodField()
    id = serializers.UUIDField(source="object_id")
    verb = serializers.CharField()

    def get_type(self, event: Event) -> str:
        return FEED[event.object_type][0]


# What the feed tells of, what the API calls it, and who may know.
FEED = {
    "find": ("find", P.FINDS_READ),
    "act": ("act", P.ACTS_READ),
    "search": ("search", P.SEARCHES_READ),
    "listedaccount": ("listed_account", P.SEARCHES_READ),
    "place": ("place", P.SEARCHES_READ),
    "follow": ("source", P.SOURCES_READ),
    "membership": ("member", P.PEOPLE_READ),
    "team": ("team", P.PEOPLE_READ),
    "organisation": ("organisation", P.PEOPLE_READ),
    "invitation": ("invitation", P.PEOPLE_WRITE),
    "apitoken": ("token", P.AUDIT_READ),
}


class Changes(OrgView):
    tag = "council"

    @page("What changed, in order", query=ChangesQuery, out=ChangeOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        """Every created, changed, withdrawn and erased row of the kinds that the caller may read. Keep the position
        of the last one, and ask with it as `after` next time: nothing is ever put in before it."""
        kinds = [kind for kind, (_name, needed) in FEED.items() if request.actor.may(needed)]
        events = Event.objects.changes_after(query["after"]).filter(object_type__in=kinds)
        found = list(events[: query["limit"] + 1])
        shown = found[: query["limit"]]
        more = (
            f"{request.path}?after={shown[-1].position}&limit={query['limit']}"
            if len(found) > len(shown)
            else None
        )
        return Response(Page(rows=shown, next=more, previous=None).body(ChangeOut))


class EventOut(Out):
    """Who did what, when. Ids, verbs and names of fields; no words."""

    object = Constant("audit_event")
    id = serializers.UUIDField()
    position = serializers.IntegerField()
    at = Moment()
    verb = serializers.CharField()
    change = serializers.CharField()
    object_type = serializers.CharField()
    object_id = serializers.UUIDField()
    actor_kind = Word(["member", "token", "system"])
    member_id = serializers.UUIDField(source="membership_id", allow_null=True)
    token_id = serializers.UUIDField(allow_null=True)
    system = serializers.CharField()
    fields_changed = serializers.ListField(child=serializers.CharField(), source="fields")
    request_id = serializers.CharField()


class AuditEvents(OrgView):
    tag = "council"
    out = EventOut
    keyset = Keyset(("position",), is_descending=True)

    @page("Who did what, newest first", permission=P.AUDIT_READ, out=EventOut)
    def get(self, request: CouncilRequest, query: dict[str, Any]) -> Response:
        return self.paged(query)

    def rows(self) -> models.QuerySet[Any]:
        return Event.objects.exclude(position=None)
