"""The operator's way to begin: a council and its first owner."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.actions import register_person
from apps.common.clock import now
from apps.common.refusals import Refusal
from apps.organisations.actions import found_organisation
from apps.organisations.models import Organisation
from apps.organisations.uk_councils import council_with


class Command(BaseCommand):
    help = (
        "Found a council. Its owner then signs in with a code sent to their address, and invites the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help='what people call it, e.g. "Marlowe Borough Council"')
        parser.add_argument("slug", help="its part of addresses, e.g. marlowe")
        parser.add_argument("--owner", required=True, help="e-mail address of the first owner")
        parser.add_argument("--owner-name", required=True, help="and their name")
        parser.add_argument(
            "--gss",
            default="",
            help="its code in the UK's list, so that its people find it by their addresses",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        listed = council_with(options["gss"])
        if options["gss"] and listed is None:
            raise CommandError(f"{options['gss']} is not a code of apps/organisations/uk_councils.csv.")
        owner = register_person(email=options["owner"], name=options["owner_name"])
        try:
            found_organisation(
                name=options["name"],
                slug=options["slug"],
                owner=owner,
                gss=options["gss"],
                nation=listed.nation if listed else Organisation.Nation.ENGLAND,
                at=now(),
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{options['name']} is founded. {owner.email} signs in at /accounts/login/code/.")
