"""One decision about many finds: each is decided by the rules for one, and what cannot be is told."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.assignments.actions import pass_on, undo
from apps.audit import actions as audit
from apps.common.actor import Actor
from apps.common.refusals import Conflict, Invalid, NotAllowed, NotThere, Refusal, require
from apps.discoveries.actions.tags import tag_called, tag_find, untag_find
from apps.discoveries.actions.triage import FURTHEST, UNDO_FOR, leave_be, put_off
from apps.discoveries.models import Decision, Find, FindTag, Tag
from apps.discoveries.refusals import AlreadyUndone, TooLate
from apps.inbox.models import Batch, BatchFind
from apps.inbox.policies import can_decide_many, can_undo_batch
from apps.inbox.wanted import Wanted, finds_wanted
from apps.organisations.actors import actor_of_member
from apps.organisations.models import Membership
from apps.work import actions as work
from apps.work.lanes import Lane

AT_ONCE = 200
IN_ONE_TURN = 100
MOST = 5000
State = BatchFind.State


class NothingChosen(Invalid):
    code = "nothing_chosen"
    message = _("Choose at least one find first.")


class TooMany(Invalid):
    code = "too_many"
    message = _("That is more than %(most)s finds. Narrow the filter first.")


class AlreadyTagged(Conflict):
    code = "already_tagged"
    message = _("This one has that tag already.")


@transaction.atomic
def decide_many(
    *,
    actor: Actor,
    what: str,
    finds: Sequence[UUID] = (),
    wanted: Wanted | None = None,
    until_found: datetime | None = None,
    said: dict[str, Any] | None = None,
    at: datetime,
) -> Batch:
    """Decide about these finds, or about all that match. ``until_found``: what came later was not seen and stays.

    Which ones is settled here. Up to 200 are decided at once, more as due work. Raises NotAllowed, Invalid,
    NothingChosen, TooMany.
    """
    require(can_decide_many(actor))
    if what not in Batch.What.values:
        raise Invalid(_("Choose what shall become of them."), field="what")
    said = _readable(actor, what, said or {}, at)
    ids = _chosen(actor, finds, wanted, until_found, at)
    batch: Batch = Batch.objects.create(
        organisation_id=actor.organisation_id,
        what=what,
        said=said,
        by_id=actor.person,
        at=at,
        size=len(ids),
    )
    BatchFind.objects.bulk_create(
        [BatchFind(organisation_id=actor.organisation_id, batch=batch, find_id=find) for find in ids],
        batch_size=1000,
    )
    audit.record(actor, "batch.asked", batch, at=at, change=audit.Change.CREATED)
    _begin(actor, batch, at)
    return batch


@transaction.atomic
def undo_batch(*, actor: Actor, batch: Batch, at: datetime) -> Batch:
    """Take all of it back, but for the finds that somebody decided about since. Raises NotAllowed, AlreadyUndone, TooLate."""
    require(can_undo_batch(actor, batch))
    batch = Batch.objects.lock(batch)
    if batch.undo_at is not None:
        raise AlreadyUndone
    if batch.at < at - UNDO_FOR:
        raise TooLate
    batch.undo_by_id, batch.undo_at = actor.person, at
    batch.save(update_fields=["undo_by", "undo_at"])
    batch.finds.filter(state=State.WAITING).update(state=State.UNDONE)
    audit.record(actor, "batch.undone", batch, at=at, change=audit.Change.CHANGED, fields=["undone_at"])
    _begin(actor, batch, at)
    return batch


@transaction.atomic
def go_on(*, actor: Actor, batch: Batch, most: int = IN_ONE_TURN, at: datetime) -> bool:
    """Decide, or take back, the next finds of a batch; whether that was all."""
    batch = Batch.objects.lock(batch)
    is_undo = batch.undo_at is not None
    todo = batch.finds.filter(state=State.DONE if is_undo else State.WAITING).select_related(
        "find", "decision"
    )
    rows = list(todo.order_by("-find__found_at", "-find_id")[:most])
    step = _undo_one if is_undo else _decide_one
    for row in rows:
        _one(row, partial(step, actor, batch, row, at))
    is_all = len(rows) < most
    if is_all:
        field = "undone_at" if is_undo else "finished_at"
        setattr(batch, field, at)
        batch.save(update_fields=[field])
    return is_all


@transaction.atomic
def go_on_with(*, batch_id: UUID, at: datetime) -> bool:
    """The same for due work, by whoever asked for it, with the power that they have now."""
    batch = Batch.objects.get(pk=batch_id)
    asked = batch.undo_by_id if batch.undo_at else batch.by_id
    member = Membership.objects.current().select_related("user", "organisation").filter(pk=asked).first()
    if member is None:
        batch.finds.filter(state=State.WAITING).update(state=State.REFUSED, why_not=NotAllowed.code)
        Batch.objects.filter(pk=batch_id).update(finished_at=at)
        return True
    return go_on(actor=actor_of_member(member), batch=batch, at=at)


def _begin(actor: Actor, batch: Batch, at: datetime) -> None:
    if batch.size <= AT_ONCE:
        go_on(actor=actor, batch=batch, at=at, most=AT_ONCE + 1)
        batch.refresh_from_db()
        return
    work.ask_for(
        kind="inbox.batch",
        subject_id=batch.pk,
        organisation_id=batch.organisation_id,
        lane=Lane.HOME,
        due_at=at,
    )


def _one(row: BatchFind, act: Callable[[], None]) -> None:
    """One find by the rules for one find; a refusal concerns this one alone."""
    try:
        with transaction.atomic():
            act()
    except Refusal as refusal:
        row.why_not = refusal.code
        row.state = State.STAYS if row.state == State.DONE else State.REFUSED
    row.save(update_fields=["state", "why_not", "decision"])


def _decide_one(actor: Actor, batch: Batch, row: BatchFind, at: datetime) -> None:
    if batch.what in {Batch.What.TAG, Batch.What.UNTAG}:
        _tag_one(actor, batch, row, at)
    else:
        row.decision = _decision(actor, batch, row.find, at)
    row.state = State.DONE


def _decision(actor: Actor, batch: Batch, find: Find, at: datetime) -> Decision:
    said = batch.said
    if batch.what == Batch.What.LATER:
        until = datetime.fromisoformat(said["until"]) if said.get("until") else None
        return put_off(actor=actor, find=find, until=until, at=at)
    if batch.what == Batch.What.PASS_ON:
        to, team = (UUID(said[name]) if said.get(name) else None for name in ("to", "team"))
        return pass_on(actor=actor, find=find, to=to, team=team, note=said.get("note", ""), at=at)
    return leave_be(actor=actor, find=find, reason=said.get("reason", ""), at=at)


def _tag_one(actor: Actor, batch: Batch, row: BatchFind, at: datetime) -> None:
    """What had the tag already, or had it not, is left as it is: undo must not take away what was there."""
    if batch.what == Batch.What.UNTAG:
        untag_find(actor=actor, find=row.find, tag=Tag.objects.get(pk=batch.said["tag_id"]), at=at)
        return
    if FindTag.objects.filter(find=row.find, tag_id=batch.said["tag_id"]).exists():
        raise AlreadyTagged
    tag_find(actor=actor, find=row.find, name=Tag.objects.get(pk=batch.said["tag_id"]).name, at=at)


def _undo_one(actor: Actor, batch: Batch, row: BatchFind, at: datetime) -> None:
    if row.decision is None:
        _untag_one(actor, batch, row, at)
    else:
        latest = row.find.decisions.standing().newest_first().first()
        if latest is None or latest.pk != row.decision_id:
            raise AlreadyUndone
        undo(actor=actor, find=row.find, at=at)
    row.state = State.UNDONE


def _untag_one(actor: Actor, batch: Batch, row: BatchFind, at: datetime) -> None:
    tag = Tag.objects.current().filter(pk=batch.said["tag_id"]).first()
    if tag is None:
        raise NotThere
    if batch.what == Batch.What.TAG:
        untag_find(actor=actor, find=row.find, tag=tag, at=at)
    else:
        tag_find(actor=actor, find=row.find, name=tag.name, at=at)


def _chosen(
    actor: Actor,
    finds: Sequence[UUID],
    wanted: Wanted | None,
    until_found: datetime | None,
    at: datetime,
) -> list[UUID]:
    """The finds that are there, once each. Raises NothingChosen, TooMany."""
    if wanted is not None:
        rows = finds_wanted(wanted, actor=actor, at=at).filter(found_at__lte=until_found or at)
    else:
        rows = Find.objects.filter(pk__in=set(finds))
    ids = list(rows.order_by("-found_at", "-id").values_list("pk", flat=True)[: MOST + 1])
    if not ids:
        raise NothingChosen(field="finds")
    if len(ids) > MOST:
        raise TooMany(TooMany.message % {"most": f"{MOST:,}"}, field="finds")
    return ids


def _readable(actor: Actor, what: str, said: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What goes with it, as it is kept; refused before the first find is asked. Raises Invalid, NotThere."""
    if what == Batch.What.PASS_ON and bool(said.get("to")) == bool(said.get("team")):
        raise Invalid(_("Choose one colleague or one team."), field="to")
    until = said.get("until") if what == Batch.What.LATER else None
    if until and not at < datetime.fromisoformat(until) <= at + FURTHEST:
        raise Invalid(_("Choose a time within the next ninety days."), field="until")
    if what == Batch.What.TAG:
        return {"tag_id": str(tag_called(actor=actor, name=said.get("tag", ""), at=at).pk)}
    if what == Batch.What.UNTAG and not Tag.objects.current().filter(pk=said.get("tag_id")).exists():
        raise NotThere(_("There is no such tag."), field="tag")
    return said
