"""The queue's side of ingestion: each piece of work is one action call."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings

from apps.common.clock import now
from apps.discoveries.actions.items import keep_days as keep_item_days
from apps.discoveries.actions.retention import forget_unlisted
from apps.ingestion.actions.audits import audit_matching
from apps.ingestion.actions.counting import count_words
from apps.ingestion.actions.deliveries import take_delivery
from apps.ingestion.actions.forgetting import ask_everybody, forget_for_council
from apps.ingestion.actions.hubs import speak_to_hub
from apps.ingestion.actions.listed_places import look_at_listed_place
from apps.ingestion.actions.lookbacks import look_back, welcome
from apps.ingestion.actions.looks import look_at_address
from apps.ingestion.actions.matches import BATCH, match_batch
from apps.ingestion.actions.nights import AUDIT, COUNT, ask_for_the_night
from apps.ingestion.actions.polls import poll_source
from apps.ingestion.actions.private_polls import poll_private
from apps.ingestion.actions.remakes import ask_to_read_again, read_again
from apps.ingestion.actions.suggestions import look_at_suggestion, suggest_for_council
from apps.ingestion.matcher import Matcher
from apps.organisations.actions import forget_requests
from apps.work import actions as work
from apps.work.actions import Claim, beat
from apps.work.handlers import handles
from apps.work.lanes import Lane
from apps.work.tasks import do

MATCH_FOR = timedelta(seconds=20)
matcher = Matcher()


@handles("ingestion.poll")
def poll(claim: Claim) -> None:
    poll_source(claim=claim, at=now())


@handles("ingestion.private_poll")
def poll_privately(claim: Claim) -> None:
    poll_private(claim=claim, at=now())


@handles("ingestion.listed_place")
def look_at_place_of_list(claim: Claim) -> None:
    look_at_listed_place(claim=claim, at=now())


@handles("ingestion.suggest")
def suggest(claim: Claim) -> None:
    suggest_for_council(claim=claim, at=now())


@handles("ingestion.suggestion")
def look_at_suggested(claim: Claim) -> None:
    look_at_suggestion(claim=claim, at=now())


@handles("ingestion.look")
def look(claim: Claim) -> None:
    look_at_address(claim=claim, at=now())


@handles("ingestion.look_back")
def look_through_the_past(claim: Claim) -> None:
    look_back(claim=claim, at=now())


@handles("ingestion.welcome")
def welcome_place(claim: Claim) -> None:
    welcome(claim=claim, at=now())


@shared_task(name="ingestion.match")
def match(*_: Any, **__: Any) -> None:
    """Match until nothing is left, or until beat comes round again; then whatever else only a matcher can do."""
    until = now() + MATCH_FOR
    while match_batch(matcher=matcher, at=now()) == BATCH and now() < until:
        pass
    beat("match", at=now())
    claim = work.claim(lane=Lane.MATCH, at=now())
    if claim is not None:
        do(claim)


@handles(AUDIT)
def audit(claim: Claim) -> None:
    audit_matching(matcher=matcher, at=now())
    work.finish(claim)


@handles(COUNT)
def count(claim: Claim) -> None:
    count_words(at=now())
    work.finish(claim)


@shared_task(name="ingestion.night")
def night(**_: Any) -> None:
    ask_for_the_night(at=now())


@handles("ingestion.forget")
def forget(claim: Claim) -> None:
    forget_for_council(claim=claim, at=now())


@handles("ingestion.read_again")
def read_with_the_new_tokeniser(claim: Claim) -> None:
    read_again(claim=claim, at=now())


@shared_task(name="ingestion.keep_days")
def keep_days(**_: Any) -> None:
    """Partitions a week ahead, old days dropped whole, and every council's own share asked for.

    Whatever an older tokeniser read is asked to be read again.
    """
    keep_item_days(at=now(), days=settings.GC_ITEM_DAYS)
    forget_unlisted(at=now())
    forget_requests(at=now())
    ask_everybody(at=now())
    ask_to_read_again(at=now())


@handles("ingestion.subscribe")
def speak(claim: Claim) -> None:
    speak_to_hub(claim=claim, at=now())


@handles("ingestion.take_delivery")
def take(claim: Claim) -> None:
    take_delivery(claim=claim, at=now())
