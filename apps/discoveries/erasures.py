"""The list of erasures outside the database, so that a restored backup forgets again what was to be forgotten."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings


def remember(*, organisation_id: UUID, identity: str, at: datetime) -> None:
    """Append one erasure, before its transaction commits: erasing once too often does no harm."""
    path = Path(settings.GC_ERASURE_LOG)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"organisation": str(organisation_id), "identity": identity, "at": at.isoformat()})
    with path.open("a", encoding="utf-8") as log:
        log.write(line + "\n")


def remembered() -> Iterator[tuple[UUID, str, datetime]]:
    """Every erasure so far: organisation, the find's identity, when."""
    path = Path(settings.GC_ERASURE_LOG)
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield UUID(row["organisation"]), row["identity"], datetime.fromisoformat(row["at"])
