"""All addresses: each app brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("kurultay.faces.web.urls")),
    path("", include("kurultay.record.parties.urls")),
    path("", include("kurultay.record.people.urls")),
]
