"""Addresses of one council's home page, finds and acts, beneath ``/o/<slug>/``."""

from django.urls import URLPattern, URLResolver, path

from apps.desk.pages import acts, finds, first_steps, home, saw, today

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("welcome/places", first_steps.places, name="first_places"),
    path("welcome/sources", first_steps.sources, name="first_sources"),
    path("welcome/searches", first_steps.searches, name="first_searches"),
    path("welcome/colleague", first_steps.colleague, name="first_colleague"),
    path("welcome/practice", first_steps.practice, name="first_practice"),
    path("welcome/close", first_steps.close, name="first_close"),
    path("home", home.home_settings, name="home_settings"),
    path("saw", saw.saw, name="saw"),
    path("finds", finds.finds, name="finds"),
    path("finds/<uuid:find_id>", finds.find, name="find"),
    path("finds/<uuid:find_id>/answer", finds.answer, name="find_answer"),
    path("finds/<uuid:find_id>/pass-on", finds.pass_find_on, name="find_pass_on"),
    path("finds/<uuid:find_id>/said-it", finds.said, name="find_said"),
    path("finds/<uuid:find_id>/give-back", finds.give_back, name="find_give_back"),
    path("finds/<uuid:find_id>/undo", finds.undo, name="find_undo"),
    path("finds/<uuid:find_id>/erase", finds.erase, name="find_erase"),
    path("acts", acts.acts, name="acts"),
    path("acts/new", acts.add, name="act_new"),
    path("acts/<uuid:act_id>/take-back", acts.take_back, name="act_take_back"),
]
