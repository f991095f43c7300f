"""All addresses: each app brings its own."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("kurultay.faces.web.urls")),
    path("", include("kurultay.faces.reporting.urls")),
    path("", include("kurultay.faces.feeds.urls")),
    path("", include("kurultay.faces.work.urls")),
    path("", include("kurultay.faces.search.urls")),
    *(
        path("", include(f"{app}.urls"))
        for app in settings.INSTALLED_APPS
        if app.startswith("kurultay.modules.") and app.count(".") == 2
    ),
    path("", include("kurultay.faces.api.urls")),
    path("", include("kurultay.record.parties.urls")),
    path("", include("kurultay.record.people.urls")),
    path("", include("kurultay.record.meetings.urls")),
    path("", include("kurultay.record.documents.urls")),
    path("", include("kurultay.record.commitments.urls")),
]
