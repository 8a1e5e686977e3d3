"""The queue's side of searches."""

from apps.common.actor import system
from apps.common.clock import now
from apps.organisations.scope import council
from apps.searches.actions import resolve_again, rest_run_out, rest_unreviewed, resume_in_time
from apps.work import actions as work
from apps.work.handlers import handles


@handles("searches.resume")
def resume(claim: work.Claim) -> None:
    """A pause until a day is over."""
    actor = system("searches", claim.council_id)
    with council(claim.council_id):
        later = resume_in_time(actor=actor, search_id=claim.subject_id, at=now())
        if later is None:
            work.finish(claim)
        else:
            work.again(claim, due_at=later)


@handles("searches.keep_in_bounds")
def keep_in_bounds(claim: work.Claim) -> None:
    """What may no longer be named, or was not looked through for a quarter, rests."""
    actor = system("searches", claim.council_id)
    with council(claim.council_id):
        rest_run_out(actor=actor, at=now())
        rest_unreviewed(actor=actor, at=now())
        work.finish(claim)


@handles("searches.resolve_again")
def resolve_what_changed(claim: work.Claim) -> None:
    """Places, follows or packs are not what they were."""
    with council(claim.council_id):
        resolve_again(organisation_id=claim.council_id, at=now())
        work.finish(claim)
