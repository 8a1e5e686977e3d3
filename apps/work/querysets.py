"""Which work is due, and to whom the next piece goes."""

from datetime import datetime
from typing import Any, Self

from django.db import models


class JobQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(quarantined_at=None)

    def quarantined(self) -> Self:
        return self.exclude(quarantined_at=None)

    def due(self, at: datetime) -> Self:
        """Due and in nobody's hands."""
        return self.waiting().filter(due_at__lte=at).exclude(lease_until__gt=at)


# The share that has waited longest for its turn. Its row stays locked while we take a job in a second statement,
# which sees everything committed until now: two workers cannot both take the last place that a host allows.
CHOOSE_SHARE = """
SELECT share.id, share.name
FROM work_share AS share
WHERE share.lane = %(lane)s
  AND share.allowed_at <= %(at)s
  AND EXISTS (
      SELECT 1 FROM work_job AS job
      WHERE job.lane = share.lane AND job.share = share.name AND job.quarantined_at IS NULL
        AND job.due_at <= %(at)s AND (job.lease_until IS NULL OR job.lease_until <= %(at)s)
  )
  AND (
      SELECT count(*) FROM work_job AS job
      WHERE job.lane = share.lane AND job.share = share.name AND job.quarantined_at IS NULL
        AND job.lease_until > %(at)s
  ) < %(in_flight)s
ORDER BY share.served_at
LIMIT 1
FOR UPDATE OF share SKIP LOCKED
"""

TAKE_JOB = """
WITH taken AS (
    SELECT job.id
    FROM work_job AS job
    WHERE job.lane = %(lane)s AND job.share = %(share)s AND job.quarantined_at IS NULL
      AND job.due_at <= %(at)s AND (job.lease_until IS NULL OR job.lease_until <= %(at)s)
      AND (
          SELECT count(*) FROM work_job AS other
          WHERE other.lane = job.lane AND other.share = job.share AND other.quarantined_at IS NULL
            AND other.lease_until > %(at)s
      ) < %(in_flight)s
    ORDER BY job.due_at
    LIMIT 1
    FOR UPDATE OF job SKIP LOCKED
), served AS (
    UPDATE work_share
    SET served_at = %(at)s, allowed_at = %(at)s + make_interval(secs => %(spacing)s)
    WHERE id = %(share_id)s AND EXISTS (SELECT 1 FROM taken)
)
UPDATE work_job AS job
SET lease_until = %(at)s + make_interval(secs => %(lease)s), lease_token = gen_random_uuid(),
    attempts = job.attempts + 1
FROM taken WHERE job.id = taken.id
RETURNING job.id, job.kind, job.subject_id, job.organisation_id, job.lane, job.lease_token, job.asked, job.attempts
"""
