"""After another key was put first in GC_FIELD_KEYS: every secret address under it, so that the old one may go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.common.actor import system
from apps.common.clock import now
from apps.common.sealing import SealBroken
from apps.discoveries.actions.private import seal_anew
from apps.organisations.models import Organisation
from apps.organisations.scope import council


class Command(BaseCommand):
    help = "Seals every secret address with the first key of GC_FIELD_KEYS."

    def handle(self, *_words: Any, **_options: Any) -> None:
        done = 0
        for organisation_id in Organisation.objects.values_list("id", flat=True):
            try:
                with council(organisation_id):
                    done += seal_anew(actor=system("seal_anew", organisation_id), at=now())
            except SealBroken:
                raise CommandError(
                    f"An address of organisation {organisation_id} opens with no key of GC_FIELD_KEYS. "
                    "Put the key back that sealed it; what was sealed anew stays so."
                ) from None
        self.stdout.write(f"{done} secret addresses are sealed with the first key. The others may go now.")
