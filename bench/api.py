"""Lists of the API: processor time of a page of 100 objects, and 2,000 meetings whole with what belongs to them."""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.test import Client

from bench.actions import enter
from bench.figures import Figure, say
from bench.meetings import fill
from bench.statements import counted
from kurultay.faces.api.views.kept import Known
from kurultay.faces.api.views.shelves import shelves
from kurultay.kit import clock
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import reading_as, system
from kurultay.kit.reading.models import intern
from kurultay.modules.seats import actions as seats
from kurultay.modules.seats.models import Account
from kurultay.record.documents.models import Document, DocumentName
from kurultay.record.meetings.models import AgendaItem, Meeting, Participation
from kurultay.record.parties import actions as parties

MEETINGS, ITEMS, TAKING_PART, DOCUMENTS = 2000, 4, 4, 1
WHOLE = "/api/v1/meetings.ndjson?body=whole&include=agenda,participations,documents"


def cpu(path: str, times: int = 15, cold: bool = False, client: Client | None = None, **headers: str) -> float:
    """Milliseconds of processor time of one answer, the median; `cold`: as if an act had just been done."""
    found, client = [], client or Client()
    for _time in range(times):
        if cold:
            Known.forget()
        begun = time.process_time()
        got = client.get(path, headers=headers)
        b"".join(got.streaming_content) if got.streaming else got.content
        found.append((time.process_time() - begun) * 1000)
    return sorted(found)[times // 2]


def _officer() -> tuple[Account, str]:
    """An officer of the League, and the text of a token of theirs."""
    by = system("bench")
    account = Account(key="bench-officer", mail="bench@example.org", name="Officer")
    account.save()
    with reading_as(by):
        seats.seat(account, role="officer", organisation="isles", by=by)
    ends, own = clock.today() + timedelta(days=30), account.reader()
    with reading_as(own):
        return account, seats.issue_token(account, name="bench", scope="read", expires_on=ends, by=own)


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
    """Lists of the example record and of an invented one, then the whole of a body's meetings."""
    call_command("demo", large=True, verbosity=0)
    for name in shelves():
        path = f"/api/v1/{name}?limit=100"
        items = Client().get(path).json()["items"]
        said = sum(len(item.get("sources", ())) for item in items)
        note = f"{len(counted(path))} statements, {said} citations"
        yield Figure(f"list of {len(items)} {name}", cpu(path), "ms", most=5, note=note)
        Known.forget()
        note = f"{len(counted(path))} statements"
        yield Figure(f"list of {len(items)} {name}, first after an act", cpu(path, cold=True), "ms", note=note)
    officer, token = _officer()
    signed = Client()
    signed.force_login(officer, backend=settings.AUTHENTICATION_BACKENDS[-1])
    for whose, client, headers in (
        ("of anybody", Client(), {}),
        ("of an officer signed in", signed, {}),
        ("of an officer's token", Client(), {"authorization": f"Bearer {token}"}),
    ):
        for path in ("/api/v1/roles", "/api/v1/boards/organisation/isles"):
            etag = client.get(path, headers=headers)["ETag"]
            took = cpu(path, times=51, client=client, if_none_match=etag, **headers)
            yield Figure(f"unchanged (304): {path}, {whose}", took, "ms", most=1)
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
