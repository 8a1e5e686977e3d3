from importlib import import_module

from django.apps import AppConfig


class DiscoveriesConfig(AppConfig):
    name = "apps.discoveries"
    label = "discoveries"

    def ready(self) -> None:
        """Work is handed to us by its kind; searches ask us by name for what a council follows."""
        import_module("apps.discoveries.tasks")
        import_module("apps.discoveries.followed")
