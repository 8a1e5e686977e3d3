"""``python -m config.launch.safe_migrations``: refuses a migration that locks a table or breaks the running version."""

import sys

import django
from django.apps import apps
from django_migration_linter import MigrationLinter


def main() -> int:
    django.setup()
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("apps.")]
    linter = MigrationLinter(
        include_apps=ours,
        database="owner",
        analyser_string="postgresql",
        no_cache=True,
        all_warnings_as_errors=True,
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
