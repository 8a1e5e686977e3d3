"""What people do with searches and with the list of whom they may name."""

from apps.searches.actions.listed import list_account, unlist_account
from apps.searches.actions.writing import (
    ChangedMeanwhile,
    NamesSomebody,
    NameTaken,
    change_search,
    end_search,
    pause_search,
    resume_search,
    write_search,
)

__all__ = [
    "ChangedMeanwhile",
    "NameTaken",
    "NamesSomebody",
    "change_search",
    "end_search",
    "list_account",
    "pause_search",
    "resume_search",
    "unlist_account",
    "write_search",
]
