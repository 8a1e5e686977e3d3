"""What ingestion does with due work: look, poll, match, look back."""
