from importlib import import_module

from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "apps.searches"
    label = "searches"

    def ready(self) -> None:
        import_module("apps.searches.tasks")
