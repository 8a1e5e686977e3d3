"""Which claims, and the one statement that makes them."""

from datetime import datetime
from typing import Self

from apps.common.tenancy import TenantQuerySet

# A new claim, or one that ran out: whose process died, or whose day is over. Everybody else gets no row.
CLAIM = """
INSERT INTO api_idempotencyclaim AS claim
    (id, organisation_id, principal, route, key, body_digest, token, lease_until, expires_at, status, subject_id)
VALUES (%(id)s, %(organisation_id)s, %(principal)s, %(route)s, %(key)s, %(body_digest)s, %(token)s,
    %(lease_until)s, %(expires_at)s, NULL, NULL)
ON CONFLICT (organisation_id, principal, route, key) DO UPDATE SET
    body_digest = excluded.body_digest, token = excluded.token, lease_until = excluded.lease_until,
    expires_at = excluded.expires_at, status = NULL, subject_id = NULL
WHERE claim.expires_at <= %(at)s
   OR (claim.status IS NULL AND claim.lease_until <= %(at)s AND claim.body_digest = excluded.body_digest)
RETURNING id
"""


class ClaimQuerySet(TenantQuerySet):
    def expired(self, at: datetime) -> Self:
        return self.filter(expires_at__lte=at)
