"""Addresses of the API: three for each list, its files, the feed, the acts, and what describes them."""

from django.urls import URLPattern, path

from . import views
from .views.acting import do, open_to_writers
from .views.answers import open_to_programs
from .views.archives import archive_view, archives
from .views.document import HEAD, of_controllers, openapi
from .views.files import file_view, ndjson, table
from .views.sheets import sheet
from .views.shelves import shelves
from .views.verbs import ACTS, verbs_there_are

FILES = {
    "ndjson": (ndjson, "The whole list, one object of JSON a line."),
    "csv": (table, "The whole list as a table of text."),
    "xlsx": (sheet, "The whole list as a spreadsheet."),
}


def _files() -> list[URLPattern]:
    found = []
    for name, shelf in shelves().items():
        for ending, (write, about) in FILES.items():
            view = open_to_programs(file_view(shelf, write, about))
            found.append(path(f"{name}.{ending}", view, name=f"api_{name}_{ending}"))
    for name, archive in archives().items():
        found.append(path(name, open_to_programs(archive_view(archive)), name=f"api_{name}"))
    return found


def _under_head() -> list[URLPattern]:
    return [
        path("openapi.json", open_to_programs(openapi), name="api_openapi"),
        path(ACTS, open_to_programs(verbs_there_are), name="api_acts"),
        path(f"{ACTS}/<str:verb>", open_to_writers(do), name="api_act"),
        *_files(),
        *(path(route, open_to_programs(view), name=name) for route, view, name in of_controllers()),
        path("<path:rest>", open_to_programs(views.absent), name="api_absent"),
    ]


urlpatterns = [
    path("api", views.reference, name="api"),
    path(HEAD, open_to_programs(views.lists_there_are), name="api_lists"),
    *(path(f"{HEAD}{each.pattern}", each.callback, name=each.name) for each in _under_head()),
]
