"""The list of erasures outside the database, so that a restored backup forgets again what was to be forgotten."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Erasure:
    """A find that was erased; ``left_alone``: its author's digest as the council keeps it, if they asked for peace."""

    organisation_id: UUID
    identity: str
    left_alone: str = ""


def remember(erasure: Erasure, *, at: datetime) -> None:
    """Append one erasure, before its transaction commits: erasing once too often does no harm."""
    path = Path(settings.GC_ERASURE_LOG)
    path.parent.mkdir(parents=True, exist_ok=True)
    row = {
        "organisation": str(erasure.organisation_id),
        "identity": erasure.identity,
        "left_alone": erasure.left_alone,
        "at": at.isoformat(),
    }
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
        log.flush()
        os.fsync(log.fileno())


def remembered() -> Iterator[Erasure]:
    """Every erasure so far, oldest first."""
    path = Path(settings.GC_ERASURE_LOG)
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Erasure(UUID(row["organisation"]), row["identity"], row.get("left_alone", ""))
