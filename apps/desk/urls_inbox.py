"""Addresses of going through finds: many at once, views, tags, what to look for first, and what we decided lately."""

from django.urls import URLPattern, URLResolver, path

from apps.desk.pages import activity, joy, many, stories, tags, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("finds/many", many.many, name="many"),
    path("finds/many/<uuid:batch_id>", many.batch, name="batch"),
    path("finds/many/<uuid:batch_id>/undo", many.undo, name="batch_undo"),
    path("finds/order", views.order, name="finds_order"),
    path("finds/merge", stories.merge, name="finds_merge"),
    path("finds/<uuid:find_id>/split", stories.split, name="find_split"),
    path("finds/<uuid:find_id>/tag", stories.tag, name="find_tag"),
    path("finds/<uuid:find_id>/untag", stories.untag, name="find_untag"),
    path("views", views.views, name="views"),
    path("views/<uuid:view_id>", views.change, name="view"),
    path("activity", activity.activity, name="activity"),
    path("activity/<uuid:find_id>/undo", activity.undo, name="activity_undo"),
    path("tags", tags.tags, name="tags"),
    path("tags/<uuid:tag_id>", tags.change, name="tag"),
    path("joy", joy.joy, name="joy"),
    path("joy/<uuid:rule_id>", joy.change, name="joy_rule"),
]
