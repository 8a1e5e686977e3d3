"""Starts Good Company on a machine of one's own: database, broker, processes, checks. Production never needs it."""
