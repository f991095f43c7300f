"""Lists of the API: processor time of a page of 100 objects, and 2,000 meetings whole with what belongs to them."""

import time
from collections.abc import Iterator

from django.db import models
from django.test import Client

from bench.actions import enter
from bench.figures import Figure, say
from bench.meetings import fill
from bench.statements import counted
from kurultay.faces.api.views.kept import Known
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.record.documents.models import Document, DocumentName
from kurultay.record.meetings.models import AgendaItem, Meeting, Participation
from kurultay.record.parties import actions as parties

MEETINGS, ITEMS, TAKING_PART, DOCUMENTS = 2000, 4, 4, 1
WHOLE = "/api/v1/meetings.ndjson?body=whole&include=agenda,participations,documents"
LISTS = ("roles", "participations", "parties", "meetings")


def cpu(path: str, times: int = 15, cold: bool = False, **headers: str) -> float:
    """Milliseconds of processor time of one answer, the median; `cold`: as if an act had just been done."""
    found = []
    for _time in range(times):
        if cold:
            Known.forget()
        begun = time.process_time()
        got = Client().get(path, headers=headers)
        b"".join(got.streaming_content) if got.streaming else got.content
        found.append((time.process_time() - begun) * 1000)
    return sorted(found)[times // 2]


def fill_whole(by: object) -> None:
    """Meetings of one body with agenda, participations and documents, past the acts, in the bench's own database."""
    with reading_as(by):  # type: ignore[arg-type]
        enter([], by=by)  # type: ignore[arg-type]
        act, audience = Act.objects.order_by("-number").values_list("pk", flat=True)[0], intern("").pk
        body = parties.register("whole", kind="body", name="Whole", by=by)  # type: ignore[arg-type]
        states = [parties.register(f"whole-{n}", kind="state", name=f"State {n}", by=by) for n in range(20)]  # type: ignore[arg-type]
        fill(body.pk, "whole", MEETINGS, act, audience)
        meetings = list(Meeting.objects.filter(body=body).values_list("pk", flat=True))
    kept = {"audience_id": audience, "last_act_id": act}
    items = [AgendaItem(meeting_id=m, position=n, title=f"Item {n}", **kept) for m in meetings for n in range(ITEMS)]
    models.QuerySet(AgendaItem).bulk_create(items)
    taking = [
        Participation(meeting_id=m, party_id=states[(m + n) % 20].pk, **kept)
        for m in meetings
        for n in range(TAKING_PART)
    ]
    models.QuerySet(Participation).bulk_create(taking)
    papers = [Document(key=f"whole-{m}", kind="decision", adopted_at_id=m, sort_key="0", **kept) for m in meetings]
    names = [
        DocumentName(document=d, text=d.key, primary=True, **kept)
        for d in models.QuerySet(Document).bulk_create(papers)
    ]
    models.QuerySet(DocumentName).bulk_create(names)


def measure() -> Iterator[Figure]:
    """Lists of the example record, then the whole of a body's meetings."""
    for name in LISTS:
        path = f"/api/v1/{name}?limit=100"
        got = Client().get(path)
        count, limit = len(got.json()["items"]), 5 if name == "roles" else None
        yield Figure(
            f"list of {count} {name}, processor", cpu(path), "ms", most=limit, note=f"{len(counted(path))} statements"
        )
        yield Figure(f"list of {count} {name}, first after an act", cpu(path, cold=True), "ms")
    etag = Client().get("/api/v1/roles")["ETag"]
    yield Figure("a list that did not change (304), processor", cpu("/api/v1/roles", if_none_match=etag), "ms", most=1)
    fill_whole(system("bench"))
    Known.forget()
    took = cpu(WHOLE, times=5, cold=True) / 1000
    note = f"{ITEMS} items, {TAKING_PART} participations, {DOCUMENTS} document each"
    yield Figure(f"{MEETINGS} meetings whole as NDJSON", took, "s", most=0.5, note=note)
    yield Figure(f"{MEETINGS} meetings whole: statements", _statements(), "", most=20)


def _statements() -> int:
    from django.db import connection

    said = []

    def noted(execute: object, sql: str, *words: object) -> object:
        said.append(sql)
        return execute(sql, *words)  # type: ignore[operator]

    Known.forget()
    with connection.execute_wrapper(noted):
        b"".join(Client().get(WHOLE).streaming_content)
    return len(said)


def main() -> None:
    """Print the figures."""
    say(measure())
