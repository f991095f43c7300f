"""Addresses of boards and pictures."""

from django.urls import path

from . import views

# The first word of a name is the kind of the row whose key the address has.
urlpatterns = [
    path("boards/", views.boards, name="boards"),
    path("boards/organisation/<slug:key>", views.board_page, {"kind": "organisation"}, name="party_board_of"),
    path("boards/body/<slug:key>", views.board_page, {"kind": "body"}, name="party_board_at"),
    path("boards/party/<slug:key>", views.board_page, {"kind": "party"}, name="party_board"),
    path("boards/meeting/<slug:key>", views.board_page, {"kind": "meeting"}, name="meeting_board"),
    path("boards/document/<slug:key>", views.board_page, {"kind": "document"}, name="document_board"),
    path("boards/area/<slug:key>", views.board_page, {"kind": "area"}, name="area_board"),
    path("boards/strategy/<slug:key>", views.board_page, {"kind": "strategy"}, name="catalogue_board"),
    path("completeness/<slug:key>", views.completeness, name="party_completeness"),
    path("timeline/<slug:key>", views.timeline_of, name="party_timeline"),
]
