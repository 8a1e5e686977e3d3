"""Places that our own finds lead to: worked out once a day, offered, looked at or declined."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import require
from apps.discoveries.actions.sources import ask_to_look
from apps.discoveries.models import Find, FindHost, Follow, Look, Suggestion
from apps.discoveries.policies import can_change_follow
from apps.discoveries.silos import is_no_place
from apps.net.secrecy import host_in_sight

HOSTS_STAY = timedelta(days=90)
LOOK_AGAIN_AFTER = timedelta(days=90)
LEAST_FINDS = 3
MOST_NEW = 10
MOST_OFFERED = 30


@transaction.atomic
def look_at_suggestion(*, actor: Actor, suggestion: Suggestion, at: datetime) -> Look:
    """Look what is there, as if its address had been pasted. Raises NotAllowed."""
    require(can_change_follow(actor, suggestion))
    return ask_to_look(actor=actor, address=f"https://{suggestion.host}/", at=at)


@transaction.atomic
def decline_suggestion(*, actor: Actor, suggestion: Suggestion, at: datetime) -> Suggestion:
    """Not for us: it is not offered again. Raises NotAllowed."""
    require(can_change_follow(actor, suggestion))
    suggestion = Suggestion.objects.lock(suggestion)
    if suggestion.state != Suggestion.State.DECLINED:
        suggestion.state, suggestion.changed_at = Suggestion.State.DECLINED, at
        suggestion.save()
        audit.record(
            actor, "suggestion.declined", suggestion, at=at, change=audit.Change.CHANGED, fields=["state"]
        )
    return suggestion


@transaction.atomic
def work_out_suggestions(*, actor: Actor, at: datetime) -> list[Suggestion]:
    """Bring what we suggest up to date; those that have to be looked at before they are offered."""
    counted = _counted(at)
    standing = {row.host: row for row in Suggestion.objects.all()}
    for host, row in standing.items():
        _keep_or_drop(row, counted.get(host, 0), at)
    fresh = [host for host in counted if host not in standing][:MOST_NEW]
    Suggestion.objects.bulk_create(
        [
            Suggestion(organisation_id=actor.organisation_id, host=host, finds=counted[host], changed_at=at)
            for host in fresh
        ],
        ignore_conflicts=True,
    )
    return list(Suggestion.objects.filter(state=Suggestion.State.NEW))


@transaction.atomic
def answer_suggestion(*, suggestion: Suggestion, title: str, is_something: bool, at: datetime) -> None:
    """What a look there found. What somebody said meanwhile stays said."""
    state = Suggestion.State.OFFERED if is_something else Suggestion.State.NOTHING
    waiting = Suggestion.objects.filter(pk=suggestion.pk, state=Suggestion.State.NEW)
    waiting.update(state=state, title=title[:200], looked_at=at, changed_at=at)


def _counted(at: datetime) -> dict[str, int]:
    """How many of our finds lead to each host that we do not follow, the most frequent first."""
    since, ours = at - HOSTS_STAY, _followed()
    leading = FindHost.objects.filter(at__gte=since, find__leads=True)
    counted = dict(leading.values_list("host").annotate(Count("find", distinct=True)))
    for host, finds in Find.objects.hosts(since=since):
        counted[host] = counted.get(host, 0) + finds
    wanted = {
        host: finds
        for host, finds in counted.items()
        if finds >= LEAST_FINDS and host not in ours and not is_no_place(host)
    }
    return dict(sorted(wanted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_OFFERED])


def _followed() -> set[str]:
    """Hosts of places that we follow or followed, of their feeds and of their pages."""
    rows = Follow.objects.values_list("source__url", "source__home_url")
    hosts = (host_in_sight(address) for pair in rows for address in pair)
    return {host.removeprefix("www.") for host in hosts}


def _keep_or_drop(row: Suggestion, finds: int, at: datetime) -> None:
    """What was declined is remembered; what few finds lead to any more, or what we follow by now, goes."""
    if row.state == Suggestion.State.DECLINED:
        return
    if not finds:
        row.delete()
        return
    row.finds = finds
    if row.state == Suggestion.State.NOTHING and row.looked_at and row.looked_at < at - LOOK_AGAIN_AFTER:
        row.state = Suggestion.State.NEW
    row.save()
