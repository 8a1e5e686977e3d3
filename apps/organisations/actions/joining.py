"""Asking to come in, and what owners answer."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.audit import actions as audit
from apps.common.actor import Actor, system
from apps.common.refusals import Invalid, NotThere, require
from apps.common.scope import org_scope
from apps.common.writing import straight
from apps.organisations.models import JoinRequest, Membership, Organisation
from apps.organisations.policies import can_answer_request, can_grant
from apps.organisations.refusals import (
    AlreadyAsked,
    AlreadyMember,
    AskedLately,
    AskedTooOften,
    RequestClosed,
)
from apps.organisations.roles import Role
from apps.organisations.uk_councils import council_with
from apps.work.actions import Claim, ask_for, finish, hold
from apps.work.allowances import take
from apps.work.lanes import Lane

Answer = JoinRequest.Answer
OPEN_FOR = timedelta(days=14)
REST_AFTER_NO = timedelta(days=30)
KEPT_FOR = timedelta(days=30)
A_DAY = 24 * 3600
ASKED_A_DAY = 5
LETTERS_A_DAY = 10
LONGEST_WORDS = 300
HAND_ON = "organisations.pass_on_request"
TELL_OWNERS = "organisations.tell_owners"
TELL_ASKER = "organisations.tell_asker"


def ask_to_join(*, user: User, gss: str, words: str = "", at: datetime) -> JoinRequest:
    """Ask the owners of a council of the UK's list. Whether it is here is looked up later, by a worker.

    Raises NotThere for a code that is none, Invalid, AlreadyMember, AlreadyAsked, AskedLately, AskedTooOften.
    """
    if council_with(gss) is None:
        raise NotThere(_("There is no such council in the list."), field="gss")
    words = " ".join(straight(words).split())
    if len(words) > LONGEST_WORDS:
        raise Invalid(_("Three hundred characters are enough."), field="words")
    _check_earlier(user, gss, at)
    if not take(f"join:{user.id}", limit=ASKED_A_DAY, seconds=A_DAY, at=at).granted:
        raise AskedTooOften
    return _write_down(user, gss, words, at)


def _check_earlier(user: User, gss: str, at: datetime) -> None:
    """About what this person knows themselves, and nothing else."""
    if Membership.objects.current().filter(user=user, organisation__gss=gss).exists():
        raise AlreadyMember
    theirs = JoinRequest.objects.of_person(user.id).filter(gss=gss)
    if theirs.open(at).exists():
        raise AlreadyAsked
    if theirs.filter(answer=Answer.DECLINED, answered_at__gt=at - REST_AFTER_NO).exists():
        raise AskedLately


@transaction.atomic
def _write_down(user: User, gss: str, words: str, at: datetime) -> JoinRequest:
    run_out = JoinRequest.objects.of_person(user.id).filter(gss=gss, answered_at=None, expires_at__lte=at)
    run_out.update(answered_at=at, answer=Answer.RAN_OUT)
    try:
        with transaction.atomic():
            request: JoinRequest = JoinRequest.objects.create(
                user=user, gss=gss, words=words, asked_at=at, expires_at=at + OPEN_FOR
            )
    except IntegrityError as error:
        raise AlreadyAsked from error
    ask_for(kind=HAND_ON, subject_id=request.id, lane=Lane.MAIL, share="join", due_at=at)
    return request


@transaction.atomic
def pass_request_on(*, claim: Claim, at: datetime) -> None:
    """To the owners, if that council is here. Raises LeaseLost."""
    hold(claim)
    request: JoinRequest | None = JoinRequest.objects.open(at).filter(pk=claim.subject_id).first()
    here = Organisation.objects.active().filter(gss=request.gss).first() if request else None
    if request and here:
        hand_to_owners(request=request, organisation=here, at=at)
    finish(claim)


def hand_to_owners(*, request: JoinRequest, organisation: Organisation, at: datetime) -> None:
    """They see it from now on; a letter tells them, unless they had ten today."""
    with org_scope(organisation.id):
        request.organisation = organisation
        request.save(update_fields=["organisation"])
        door = system("door", organisation.id)
        audit.record(door, "request.asked", request, at=at, change=audit.Change.CREATED)
        if take(f"join:letters:{organisation.id}", limit=LETTERS_A_DAY, seconds=A_DAY, at=at).granted:
            _tell_owners(request, at)


@transaction.atomic
def take_request_back(*, user: User, request: JoinRequest, at: datetime) -> JoinRequest:
    """The asker thinks better of it. Raises NotThere, RequestClosed."""
    if request.user_id != user.id:
        raise NotThere
    return _answered(_locked(request, at), Answer.TAKEN_BACK, at)


@transaction.atomic
def let_in(*, actor: Actor, request: JoinRequest, role: str, at: datetime) -> Membership:
    """A place in the council for whoever asked. Raises NotAllowed, NotThere, Invalid, RequestClosed, AlreadyMember."""
    if role not in Role.values:
        raise Invalid(_("There is no such role."), field="role")
    require(can_answer_request(actor, request) and can_grant(actor, role))
    Organisation.objects.lock(actor.organisation_id)
    fresh = _locked(request, at)
    if Membership.objects.current().filter(organisation=fresh.organisation_id, user=fresh.user_id).exists():
        raise AlreadyMember
    member: Membership = Membership.objects.create(
        organisation_id=actor.organisation_id, user_id=fresh.user_id, role=role, joined_at=at
    )
    _answered(fresh, Answer.LET_IN, at, by=actor.person)
    _tell_asker(fresh, at)
    audit.record(actor, "request.let_in", fresh, at=at, change=audit.Change.CHANGED)
    audit.record(actor, "member.joined", member, at=at, change=audit.Change.CREATED)
    return member


@transaction.atomic
def decline(*, actor: Actor, request: JoinRequest, words: str = "", at: datetime) -> JoinRequest:
    """Not this time, with a word that the asker reads. Raises NotAllowed, NotThere, Invalid, RequestClosed."""
    require(can_answer_request(actor, request))
    words = straight(words).strip()
    if len(words) > LONGEST_WORDS:
        raise Invalid(_("Three hundred characters are enough."), field="words")
    fresh = _locked(request, at)
    fresh.answer_words = words
    _answered(fresh, Answer.DECLINED, at, by=actor.person)
    _tell_asker(fresh, at)
    audit.record(actor, "request.declined", fresh, at=at, change=audit.Change.CHANGED)
    return fresh


def _locked(request: JoinRequest, at: datetime) -> JoinRequest:
    """As it is now. Raises RequestClosed for what is answered, taken back or run out."""
    fresh: JoinRequest | None = (
        JoinRequest.objects.open(at).select_for_update(of=("self",)).filter(pk=request.pk).first()
    )
    if fresh is None:
        raise RequestClosed
    return fresh


def _answered(request: JoinRequest, answer: str, at: datetime, *, by: UUID | None = None) -> JoinRequest:
    request.answered_at, request.answer, request.answered_by_id = at, answer, by
    request.save(update_fields=["answered_at", "answer", "answered_by", "answer_words"])
    return request


def _tell_owners(request: JoinRequest, at: datetime) -> None:
    ask_for(
        kind=TELL_OWNERS,
        subject_id=request.id,
        organisation_id=request.organisation_id,
        lane=Lane.MAIL,
        due_at=at,
    )


def _tell_asker(request: JoinRequest, at: datetime) -> None:
    ask_for(
        kind=TELL_ASKER,
        subject_id=request.id,
        organisation_id=request.organisation_id,
        lane=Lane.MAIL,
        due_at=at,
    )


def request_for_owners(*, request_id: UUID, at: datetime) -> JoinRequest | None:
    """If they are still to be told of it."""
    waiting = JoinRequest.objects.open(at).filter(pk=request_id, owners_told_at=None)
    found: JoinRequest | None = waiting.select_related("user", "organisation").first()
    return found


def answer_for_asker(*, request_id: UUID) -> JoinRequest | None:
    """If they are still to be told what it is."""
    told = JoinRequest.objects.filter(
        pk=request_id, asker_told_at=None, answer__in=[Answer.LET_IN, Answer.DECLINED]
    )
    found: JoinRequest | None = told.select_related("user", "organisation").first()
    return found


@transaction.atomic
def request_told(*, claim: Claim, field: str, at: datetime) -> None:
    """The letters left, or there were none to send. Raises LeaseLost."""
    hold(claim)
    JoinRequest.objects.filter(pk=claim.subject_id, **{field: None}).update(**{field: at})
    finish(claim)


@transaction.atomic
def forget_requests(*, at: datetime) -> int:
    """What was answered, or ran out, thirty days ago. How many that were."""
    old = JoinRequest.objects.answered_before(at - KEPT_FOR)
    forgotten, _kinds = old.delete()
    return forgotten
