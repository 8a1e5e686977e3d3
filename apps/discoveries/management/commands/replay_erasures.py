"""After a restore, forget again what had been forgotten since the backup."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.common.actor import system
from apps.common.clock import now
from apps.discoveries.actions.retention import erase_again
from apps.discoveries.erasures import remembered
from apps.organisations.models import Organisation
from apps.organisations.scope import council


class Command(BaseCommand):
    help = "Erase again every find on the erasure log (GC_ERASURE_LOG). Run it after each restore."

    def handle(self, *_: Any, **__: Any) -> None:
        known = set(Organisation.objects.values_list("id", flat=True))
        erased = 0
        for erasure in remembered():
            if erasure.organisation_id in known:
                with council(erasure.organisation_id):
                    erased += erase_again(
                        actor=system("restore", erasure.organisation_id),
                        identity=erasure.identity,
                        left_alone=erasure.left_alone,
                        at=now(),
                    )
        self.stdout.write(f"Erased {erased} finds again.")
