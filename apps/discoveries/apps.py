from importlib import import_module

from django.apps import AppConfig


class DiscoveriesConfig(AppConfig):
    name = "apps.discoveries"
    label = "discoveries"

    def ready(self) -> None:
        import_module("apps.discoveries.tasks")
