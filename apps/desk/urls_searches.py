"""Addresses of one council's sources and searches, beneath ``/o/<slug>/``."""

from django.urls import path

from apps.desk.pages import (
    listed,
    looks,
    places,
    reviews,
    search_editor,
    search_versions,
    searches,
    sources,
)

urlpatterns = [
    path("sources", sources.sources, name="sources"),
    path("sources/<uuid:follow_id>", sources.source, name="source"),
    path("sources/<uuid:follow_id>/look", sources.look_again, name="source_look"),
    path("sources/<uuid:follow_id>/stop", sources.stop, name="source_stop"),
    path("sources/<uuid:follow_id>/again", sources.follow_again, name="source_again"),
    path("looks/<uuid:look_id>", looks.look, name="look"),
    path("searches", searches.searches, name="searches"),
    path("searches/new", search_editor.new, name="search_new"),
    path("searches/<uuid:search_id>", searches.search, name="search"),
    path("searches/<uuid:search_id>/copy", search_editor.copy, name="search_copy"),
    path("searches/<uuid:search_id>/edit", search_editor.edit, name="search_edit"),
    path("searches/<uuid:search_id>/pause", searches.turn, {"way": "pause"}, name="search_pause"),
    path("searches/<uuid:search_id>/resume", searches.turn, {"way": "resume"}, name="search_resume"),
    path("searches/<uuid:search_id>/end", searches.turn, {"way": "end"}, name="search_end"),
    path("places", places.places, name="places"),
    path("places/bring-in", places.bring_in, name="places_bring_in"),
    path("places/places.csv", places.download, name="places_download"),
    path("places/<uuid:place_id>", places.place, name="place"),
    path("places/<uuid:place_id>/end", places.end, name="place_end"),
    path("places/<uuid:place_id>/put-in", places.put_in, name="place_put_in"),
    path("places/<uuid:place_id>/take-out/<uuid:part_id>", places.take_out, name="place_take_out"),
    path("searches/<uuid:search_id>/lock", searches.turn, {"way": "lock"}, name="search_lock"),
    path("searches/<uuid:search_id>/unlock", searches.turn, {"way": "unlock"}, name="search_unlock"),
    path(
        "searches/<uuid:search_id>/versions/<uuid:version_id>",
        search_versions.version,
        name="search_version",
    ),
    path(
        "searches/<uuid:search_id>/versions/<uuid:version_id>/restore",
        search_versions.restore,
        name="search_restore",
    ),
    path("searches/review", reviews.review, name="search_review"),
    path("listed/<uuid:account_id>/approve", listed.approve, name="listed_approve"),
    path("listed", listed.listed, name="listed"),
    path("listed/<uuid:account_id>/remove", listed.remove, name="listed_remove"),
]
