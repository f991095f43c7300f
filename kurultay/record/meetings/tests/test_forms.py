"""Acts on meetings from their pages: the form, the act, who is refused, and two who edit one meeting."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from kurultay.kit.pages import policy
from kurultay.kit.reading import Reader, Seat, reading_as
from kurultay.record.meetings import actions as meetings
from kurultay.record.meetings.models import Meeting, Participation
from tests.cast import ELSEWHERE, FOCAL_POINT, NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, Scene, statements

SECOND = Reader.person("A second officer", Seat("officer", "lakes"))
Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """GET without words, POST with them; the last redirect is not followed."""

    def asked(by: Reader, url: str, words: dict[str, Any] | None = None, method: str = "") -> HttpResponse:
        monkeypatch.setattr(policy, "_reader_of", [lambda request: by])
        if words is None:
            return Client().get(url)
        return Client().post(url, words)

    return asked


def text(response: HttpResponse) -> str:
    return response.content.decode()


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of a form."""
    import re

    return dict(re.findall(r'<input type="hidden" name="(seen|since)" value="([^"]*)"', text(response)))


def now(meeting: Meeting) -> Meeting:
    with reading_as(SYSTEM):
        return Meeting.everything.get(pk=meeting.pk)


def test_postponed_from_its_page_and_undone_by_the_contrary_act(ask: Ask, planned: Meeting) -> None:
    assert ">Postpone</a>" in text(ask(OFFICER, "/meetings/council-1"))
    form = ask(OFFICER, "/meetings/council-1/postpone")
    assert (form.status_code, form.headers["Cache-Control"]) == (
        200, "max-age=0, no-cache, no-store, must-revalidate, private",
    )  # fmt: skip
    done = ask(OFFICER, "/meetings/council-1/postpone", {"reason": "Snow.", **hidden(form)})
    assert (done.status_code, now(planned).status) == (303, "postponed")
    page = text(ask(OFFICER, done.url))
    assert "Done: postponed." in page
    assert 'href="/meetings/council-1/reschedule"' in page
    assert ">Postpone</a>" not in page
    assert "Done: postponed." not in text(ask(SECOND, done.url))
    assert "2014-05" in text(ask(OFFICER, "/meetings/council-1/reschedule"))


def test_what_was_typed_stands_beside_what_is_wrong(ask: Ask, planned: Meeting) -> None:
    words = {"on": "sometime soon", "reason": "<b>Because</b>"}
    wrong = ask(OFFICER, "/meetings/council-1/confirm", words)
    assert wrong.status_code == 422
    assert 'href="#f-on"' in text(wrong)
    assert 'value="sometime soon"' in text(wrong)
    assert "&lt;b&gt;Because&lt;/b&gt;" in text(wrong)
    assert now(planned).status == "planned"


@pytest.mark.parametrize("reader", [r for r in NOT_KEEPERS if r is not STRANGER], ids=lambda r: r.name)
def test_who_may_not_gets_the_sentence_and_no_field(ask: Ask, planned: Meeting, reader: Reader) -> None:
    for answer in (
        ask(reader, "/meetings/council-1/postpone"),
        ask(reader, "/meetings/council-1/postpone", {"reason": "Snow."}),
    ):
        assert answer.status_code == 403
        assert "This is kept by lakes; an officer or registrar there may do it." in text(answer)
        assert "<form method=" not in text(answer)
    assert "Postpone" not in text(ask(reader, "/meetings/council-1"))
    assert now(planned).status == "planned"


def test_a_stranger_is_asked_to_sign_in_and_keeps_what_was_typed(ask: Ask, planned: Meeting) -> None:
    asked = ask(STRANGER, "/meetings/council-1/postpone")
    assert (asked.status_code, "<form method=" in text(asked)) == (403, False)
    assert "next=%2Fmeetings%2Fcouncil-1%2Fpostpone" in text(asked)
    lost = ask(STRANGER, "/meetings/council-1/postpone", {"reason": "Much snow.", "do": "act"})
    assert '<input type="hidden" name="reason" value="Much snow.">' in text(lost)
    assert now(planned).status == "planned"
    back = ask(OFFICER, "/meetings/council-1/postpone", {"reason": "Much snow.", "do": "show"})
    assert (back.status_code, "Much snow." in text(back), now(planned).status) == (200, True, "planned")


def test_a_token_of_an_earlier_sign_in_shows_the_form_again(monkeypatch: pytest.MonkeyPatch, planned: Meeting) -> None:
    monkeypatch.setattr(policy, "_reader_of", [lambda request: OFFICER])
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/meetings/council-1/postpone", {"reason": "Snow.", "csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, now(planned).status) == (403, "planned")
    assert "Nothing has been written yet" in text(answer)
    assert ">\nSnow.</textarea>" in text(answer)


def test_pages_of_the_public_set_no_cookie_and_have_no_trace_of_acts(ask: Ask, planned: Meeting) -> None:
    for url in ("/meetings/", "/meetings/council-1", "/meetings/council-1?done=x&source=statute"):
        page = ask(STRANGER, url)
        assert page.cookies == {}
        assert "acts.css" not in text(page)
    for reader in (ELSEWHERE, FOCAL_POINT):
        assert 'class="acts' not in text(ask(reader, "/meetings/council-1"))


def test_hidden_and_absent_are_the_same(ask: Ask, scene: Scene) -> None:
    meetings.plan(
        "quiet-1", kind="consultation", name="Quiet", body=scene.lakes, marking="restricted", named=("eastshore",),
        by=OFFICER,
    )  # fmt: skip
    for reader in (STRANGER, ELSEWHERE):
        there = ask(reader, "/meetings/quiet-1/postpone"), ask(reader, "/meetings/quiet-1/postpone", {"reason": "x"})
        nowhere = ask(reader, "/meetings/quiet-9/postpone"), ask(reader, "/meetings/quiet-9/postpone", {"reason": "x"})
        assert [(a.status_code, text(a).replace("quiet-1", "quiet-9")) for a in there] == [
            (404, text(a)) for a in nowhere
        ]


def test_a_restricted_meeting_is_read_in_full_by_the_party_named(ask: Ask, scene: Scene) -> None:
    quiet = meetings.plan(
        "quiet-1", kind="consultation", name="Quiet talks", body=scene.lakes, on="2015", marking="restricted",
        named=("eastshore",), by=OFFICER,
    )  # fmt: skip
    meetings.put_on_agenda(quiet, title="The dam", by=OFFICER)
    meetings.invite(quiet, party=scene.east, by=OFFICER)
    for url, said in (
        ("/meetings/", "Quiet talks"), ("/meetings/quiet-1", "The dam"), ("/meetings/quiet-1", "Eastshore"),
        ("/meetings/quiet-1/history", "invited"), ("/meetings/quiet-1/sources", "The dam"), ("/calendar/2015", "Quiet"),
    ):  # fmt: skip
        if url != "/meetings/quiet-1/sources":
            assert said in text(ask(FOCAL_POINT, url)), url
        assert ask(FOCAL_POINT, url).status_code == 200
    assert "Quiet talks" not in text(ask(STRANGER, "/meetings/"))


def test_two_officers_on_one_meeting_see_each_other(ask: Ask, planned: Meeting) -> None:
    mine, theirs = ask(OFFICER, "/meetings/council-1/confirm"), ask(SECOND, "/meetings/council-1/postpone")
    ask(SECOND, "/meetings/council-1/postpone", {"reason": "Snow.", **hidden(theirs)})
    late = ask(OFFICER, "/meetings/council-1/confirm", {"on": "20 May 2014", **hidden(mine)})
    assert (late.status_code, now(planned).status) == (409, "postponed")
    page = text(late)
    assert "A second officer" in page
    assert "Snow." in page
    assert 'value="20 May 2014"' in page
    again = ask(OFFICER, "/meetings/council-1/confirm", {"on": "20 May 2014", **hidden(late)})
    assert (again.status_code, "done only while" in text(again)) == (422, True)


def test_changes_of_different_rows_both_survive(ask: Ask, held: Meeting) -> None:
    mine, theirs = (ask(by, "/meetings/council-1/attend") for by in (OFFICER, SECOND))
    assert ask(OFFICER, "/meetings/council-1/attend", {"party": "Eastshore", **hidden(mine)}).status_code == 303
    assert ask(SECOND, "/meetings/council-1/attend", {"party": "Westshore", **hidden(theirs)}).status_code == 303
    with reading_as(SYSTEM):
        assert Participation.objects.filter(meeting=held).count() == 2


def test_an_invitation_is_accepted_from_its_row(ask: Ask, scene: Scene, planned: Meeting) -> None:
    meetings.invite(planned, party=scene.east, by=OFFICER)
    row = meetings.invite(planned, party=scene.west, by=OFFICER)
    import re

    links = re.findall(
        r'href="(/meetings/council-1/accept\?of=participation-[0-9a-f]{12})"', text(ask(OFFICER, "/meetings/council-1"))
    )
    assert len(set(links)) == 2
    assert ask(OFFICER, links[1], {"capacity": "observer"}).status_code == 303
    with reading_as(SYSTEM):
        row.refresh_from_db()
        assert row.capacity == "observer"
        assert Participation.objects.filter(meeting=planned, capacity="invited").count() == 1
    assert ask(OFFICER, "/meetings/council-1/accept?of=participation-000000000000").status_code == 404
    assert ask(OFFICER, "/meetings/council-1/accept").status_code == 403
    assert "accept?of" not in text(ask(STRANGER, "/meetings/council-1"))


def test_what_the_next_one_needs_stays_filled_in(ask: Ask, held: Meeting) -> None:
    words = {"party": "Eastshore", "capacity": "observer", "source": "statute", "source_place": "line 4", "do": "again"}
    on = ask(OFFICER, "/meetings/council-1/attend", words)
    assert on.status_code == 303
    assert on.url.startswith("/meetings/council-1/attend?done=")
    page = text(ask(OFFICER, on.url))
    assert 'name="source" value="statute"' in page
    assert 'name="source_place" value="line 4"' in page
    assert '<option value="observer" selected>' in page
    assert 'name="party" value=""' in page
    assert "Done: recorded attendance at." in page


def test_days_from_one_to_another_are_typed_once(ask: Ask, confirmed: Meeting) -> None:
    ask(OFFICER, "/meetings/council-1/hold", {"on": "21-22 May 2014"})
    assert (now(confirmed).starts_on, now(confirmed).ends_on) == ("2014-05-21", "2014-05-22")


def test_rehearsed_first_and_then_done(ask: Ask, planned: Meeting) -> None:
    shown = ask(OFFICER, "/meetings/council-1/postpone", {"reason": "Snow.", "do": "rehearse"})
    assert (shown.status_code, now(planned).status) == (200, "planned")
    assert "This is what will change" in text(shown)
    assert "Postponed" in text(shown)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_an_officer_costs_the_same_however_many_rows(
    ask: Ask, scene: Scene, planned: Meeting, number: int
) -> None:
    for party in (scene.east, scene.west, scene.north)[:number]:
        meetings.invite(planned, party=party, by=OFFICER)
    with statements() as said:
        page = ask(OFFICER, "/meetings/council-1")
    assert text(page).count("accept?of=") == number
    assert len(said) == 28
