"""What people and ingestion do with sources, items and finds."""
