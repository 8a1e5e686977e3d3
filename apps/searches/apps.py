from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "apps.searches"
    label = "searches"
