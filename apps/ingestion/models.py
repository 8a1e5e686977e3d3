"""What the matcher knows of the world at large, and how well it was found to do. Nothing here belongs to a council."""

from django.db import models


class Frequency(models.Model):
    """In how many public items a lexeme stood lately, older days counting less; only the commonest are kept.

    Never of an author or a handle: this is about words. What is missing is rare.
    """

    lexeme = models.CharField(max_length=300, primary_key=True)
    documents = models.FloatField()

    def __str__(self) -> str:
        return f"{self.lexeme} {self.documents:.0f}"


class NightlyAudit(models.Model):
    """One night's comparison of what the matcher had answered with what PostgreSQL answers, in numbers only."""

    at = models.DateTimeField()
    items = models.PositiveIntegerField()
    searches = models.PositiveIntegerField()
    disagreements = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="audits_newest")]

    def __str__(self) -> str:
        return f"{self.disagreements} on {self.at:%d %B %Y}"
