"""What people do with searches, and with the list of whom these may name."""

from apps.searches.actions.listed import approve_account, list_account, rest_run_out, unlist_account
from apps.searches.actions.reviews import rest_unreviewed, review_searches
from apps.searches.actions.turns import (
    end_search,
    lock_search,
    pause_search,
    resume_in_time,
    resume_search,
    unlock_search,
)
from apps.searches.actions.uses import resolve_again
from apps.searches.actions.writing import change_search, restore_search, write_search
from apps.searches.refusals import ChangedMeanwhile, InUse, Locked, NamesSomebody, NameTaken

__all__ = [
    "ChangedMeanwhile",
    "InUse",
    "Locked",
    "NameTaken",
    "NamesSomebody",
    "approve_account",
    "change_search",
    "end_search",
    "list_account",
    "lock_search",
    "pause_search",
    "resolve_again",
    "rest_run_out",
    "rest_unreviewed",
    "restore_search",
    "resume_in_time",
    "resume_search",
    "review_searches",
    "unlist_account",
    "unlock_search",
    "write_search",
]
