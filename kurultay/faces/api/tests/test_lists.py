"""Lists, objects and counts, as somebody who writes a program against them meets them."""

from datetime import UTC, datetime

import msgspec
import pytest

from kurultay.faces.api.views.kept import Known
from kurultay.faces.api.views.reading import Load
from kurultay.faces.api.views.shapes import Count, page_struct, struct
from kurultay.faces.api.views.shelves import shelves
from kurultay.kit import actions as kit
from kurultay.kit import clock
from kurultay.kit.reading import reading_as
from kurultay.kit.sources.models import StatedFigure
from kurultay.record.meetings import actions as meetings
from kurultay.record.parties import actions as parties
from tests.cast import FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM, statements, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(scene):
    """A role that the Assembly keeps to itself and Eastshore."""
    with reading_as(SYSTEM):
        ghost = parties.register("ghost", kind="state", name="Ghost", marking="restricted", named=("eastshore",),
                                 keeper="lakes", by=SYSTEM)  # fmt: skip
        return parties.accede(ghost, to=scene.lakes, on="2013-01-01", by=SYSTEM)


def test_a_list_says_of_each_object_what_it_is_and_who_states_it(ask, scene):
    told = ask("/api/v1/roles?of=lakes&role=chair&on=2014-06-01")
    assert [(i["holder"]["key"], i["holds"], i["since"]["edtf"]) for i in told["items"]] == [
        ("eastshore", "yes", "2014-01-01")
    ]
    assert told["next"] is None
    chair = told["items"][0]
    assert chair["id"] == f"http://testserver/api/v1/roles/{chair['key']}"
    assert chair["web"] == f"http://testserver/roles/{chair['key']}"
    assert chair["holder"]["name"] == "Eastshore"
    assert ask(chair["id"].removeprefix("http://testserver") + "?on=2014-06-01") == chair


def test_what_may_hold_is_told_apart_and_what_does_not_is_left_out(ask, scene):
    told = ask("/api/v1/roles?of=lakes&on=2011-05-15")
    assert {(i["holder"]["key"], i["holds"]) for i in told["items"]} == {
        ("eastshore", "yes"), ("westshore", "not determinable"),
    }  # fmt: skip
    one = ask(f"/api/v1/roles/{scene.west_joined.key}?on=2009-01-01")
    assert one["holds"] == "no"


@pytest.mark.parametrize("name", sorted(shelves()))
def test_every_list_keeps_its_contract_for_everybody(ask, scene, name):
    for reader in (STRANGER, OFFICER, SYSTEM):
        told = ask(f"/api/v1/{name}?on=2015", reader)
        msgspec.convert(told, page_struct(shelves()[name]))
        msgspec.convert(ask(f"/api/v1/{name}/count", reader), Count)
        for item in told["items"][:3]:
            one = ask(item["id"].removeprefix("http://testserver"), reader)
            msgspec.convert(one, struct(shelves()[name]))
            assert (one["key"], one["modified"]) == (item["key"], item["modified"])


def test_pages_hold_every_row_once_in_one_order(ask, scene):
    whole = [item["key"] for item in ask("/api/v1/parties")["items"]]
    assert len(whole) == 6
    pages, address = [], "/api/v1/parties?limit=2"
    while address:
        told = ask(address)
        pages += [item["key"] for item in told["items"]]
        assert len(told["items"]) <= 2
        address = told["next"] and told["next"].removeprefix("http://testserver")
    assert pages == whole


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/api/v1/roles?colour=red", "colour"),
        ("/api/v1/roles?on=yesterday", "on"),
        ("/api/v1/roles?on=9999-12-31", "on"),
        ("/api/v1/roles?limit=0", "limit"),
        ("/api/v1/roles?limit=201", "limit"),
        ("/api/v1/roles?limit=many", "limit"),
        ("/api/v1/roles?role=king", "role"),
        ("/api/v1/roles?of=a b", "of"),
        ("/api/v1/roles?lang=xx", "lang"),
        ("/api/v1/roles?after=broken", "after"),
        ("/api/v1/parties?after=WyJhIiwiYiJd", "after"),
        ("/api/v1/meetings?after=WyJub3QtYS1kYXkiLCIwMDAwMDAwMDAwMDAwIl0", "after"),
        ("/api/v1/meetings?since=soon", "since"),
        ("/api/v1/meetings?include=secrets", "include"),
        ("/api/v1/parties?modified_since=never", "modified_since"),
        ("/api/v1/citations?of=lakes", "of"),
        ("/api/v1/roles/count?limit=3", "limit"),
        ("/api/v1/roles/lakes?of=lakes", "of"),
        ("/api/v1/roles.csv?limit=3", "limit"),
        ("/api/v1/changes?since=0000000000000", "since"),
        ("/api/v1/changes?since=nonsense", "since"),
        ("/api/v1/archive?on=2015", "on"),
        ("/api/v1/openapi.json?x=1", "x"),
        ("/api/v1/?x=1", "x"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_that_names_the_parameter(asked_by, scene, address, parameter):
    got = asked_by(STRANGER, address)
    assert (got.status_code, got["Content-Type"]) == (400, "application/problem+json")
    told = got.json()
    assert (told["status"], told["title"], told["parameter"]) == (400, "Bad Request", parameter)
    assert told["detail"].endswith((".", "201X."))


def test_hidden_and_absent_answer_alike(asked_by, secret):
    for name in ("parties/ghost", f"roles/{secret.key}", "parties/nobody", "nonsense", "roles/x/y", "citations/zzz"):
        got = asked_by(STRANGER, f"/api/v1/{name}")
        assert (got.status_code, got["Content-Type"]) == (404, "application/problem+json")
        assert got.content == asked_by(STRANGER, "/api/v1/parties/atlantis").content
    for reader, status in ((OTHER_FOCAL_POINT, 404), (FOCAL_POINT, 200), (OFFICER, 200)):
        assert asked_by(reader, "/api/v1/parties/ghost").status_code == status


def test_a_reference_to_what_is_hidden_is_left_out(ask, scene):
    with reading_as(SYSTEM):
        meetings.plan("lakes-9", kind="summit", name="Ninth", body=scene.lakes, host=scene.north, on="2030", by=SYSTEM)
        kit.mark(scene.north, marking="restricted", named=("eastshore",), by=SYSTEM)
    for reader, host in ((STRANGER, None), (OTHER_FOCAL_POINT, None), (SYSTEM, "northbank")):
        shown = ask("/api/v1/meetings/lakes-9", reader)["host_party"]
        assert (shown and shown["key"]) == host
        hosted = [meeting["key"] for meeting in ask("/api/v1/meetings?host=northbank", reader)["items"]]
        assert hosted == ([] if host is None else ["lakes-9"])


def test_a_count_stands_beside_what_sources_state(ask, scene, secret):
    with written():
        for value, marking in ((7, scene.lakes.audience_id), (99, secret.audience_id)):
            StatedFigure(subject_type="parties.party", subject_id=scene.lakes.pk, figure="members", value=value,
                         as_of="2015", source=scene.source, audience_id=marking).save()  # fmt: skip
    asked = "/api/v1/roles/count?of=lakes&role=member&on=2011-05-15"
    assert ask(asked)["recorded"] == 0
    assert ask(asked)["not_determinable"] == 1
    later = "/api/v1/roles/count?of=lakes&role=member&on=2015-12-31"
    for reader, recorded, stated in ((STRANGER, 1, [7]), (OFFICER, 2, [7, 99])):
        told = ask(later, reader)
        assert (told["recorded"], [each["value"] for each in told["stated"]]) == (recorded, stated)
    assert ask(asked)["stated"] == []  # what sources state for later says nothing of that day


def test_what_was_withdrawn_stays_as_a_tombstone_to_whoever_saw_it(ask, asked_by, scene, secret):
    before = "2020-01-01T00:00:00Z"
    with reading_as(SYSTEM):
        kit.withdraw(scene.chair, by=SYSTEM, reason="A mistake.")
        kit.withdraw(secret, by=SYSTEM, reason="A mistake.")
    shown = ask(f"/api/v1/roles/{scene.chair.key}")
    assert set(shown) == {"id", "key", "type", "created", "modified", "withdrawn", "web"}
    assert shown["withdrawn"] is True
    assert scene.chair.key not in [i["key"] for i in ask("/api/v1/roles?of=lakes")["items"]]
    told = ask(f"/api/v1/roles?of=lakes&modified_since={before}")["items"]
    assert [i["key"] for i in told if i["withdrawn"]] == [scene.chair.key]
    assert asked_by(STRANGER, f"/api/v1/roles/{secret.key}").status_code == 404


def test_modified_since_tells_of_names_too(ask, scene):
    with clock.stopped_at(datetime(2099, 1, 1, tzinfo=UTC)), reading_as(SYSTEM):
        parties.name(scene.east, text="Doğu Kıyısı", kind="official", lang="tr", by=SYSTEM)
    told = ask("/api/v1/parties?modified_since=2098-12-31")["items"]
    assert [(i["key"], i["modified"][:4], i["created"] < i["modified"]) for i in told] == [("eastshore", "2099", True)]
    assert ask("/api/v1/parties/eastshore?lang=tr")["name"] == "Doğu Kıyısı"
    assert ask("/api/v1/parties/eastshore")["name"] == "Eastshore"


def test_other_methods_are_refused_and_browsers_of_other_sites_may_read_what_anybody_may(client, asked_by, scene):
    for method in ("post", "put", "patch", "delete"):
        got = getattr(client, method)("/api/v1/parties")
        assert (got.status_code, got["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert got["Content-Type"] == "application/problem+json"
    assert client.options("/api/v1/parties").status_code == 204
    head = client.head("/api/v1/parties")
    assert (head.status_code, head.content) == (200, b"")
    assert asked_by(STRANGER, "/api/v1/parties")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in asked_by(OFFICER, "/api/v1/parties")
    assert asked_by(STRANGER, "/api/v1/parties", accept="text/html").status_code == 406


def test_three_rows_take_as_many_statements_as_one(ask, scene):
    def counted(address):
        ask("/api/v1/")
        with statements() as said:
            ask(address)
        return len(said)

    def plan(key, n):
        with reading_as(SYSTEM):
            meeting = meetings.plan(key, kind="summit", name=key, body=scene.lakes, ordinal=n, host=scene.east,
                                    on=f"20{20 + n}", by=SYSTEM)  # fmt: skip
            meetings.put_on_agenda(meeting, title="One point", by=SYSTEM)
            meetings.invite(meeting, party=scene.west, by=SYSTEM)

    address = "/api/v1/meetings?include=agenda,participations,documents,commitments&on=2021"
    for_files = "/api/v1/meetings?include=agenda,participations,documents&body=lakes"
    plan("lakes-1", 1)
    one = counted(address), counted(for_files)
    for n in (2, 3):
        plan(f"lakes-{n}", n)
    assert (counted(address), counted(for_files)) == one
    assert max(one) <= 20


def test_objects_written_once_are_kept_for_their_sight_alone_and_given_up_by_an_act(ask, scene, secret, monkeypatch):
    Known.forget()
    first = {reader.name: ask("/api/v1/roles", reader) for reader in (STRANGER, OFFICER, SYSTEM)}
    assert secret.key not in str(first[STRANGER.name])
    assert secret.key in str(first[OFFICER.name])
    read = []
    whole = Load.objects
    monkeypatch.setattr(Load, "objects", lambda load, rows: read.append(1) or whole(load, rows))
    assert {reader.name: ask("/api/v1/roles", reader) for reader in (STRANGER, OFFICER, SYSTEM)} == first
    chairs = ask("/api/v1/roles?role=chair")["items"]
    assert chairs == [role for role in first[STRANGER.name]["items"] if role["role"] == "chair"]
    assert read == []
    assert {role["holds"] for role in ask("/api/v1/roles?role=chair&on=2014")["items"]} == {"yes"}
    assert len(read) == 1  # another question of time is another answer
    with reading_as(SYSTEM):
        parties.name(scene.east, text="Doğu", kind="short", lang="en", by=SYSTEM)
        kit.withdraw(scene.chair, by=SYSTEM, reason="A mistake.")
    assert scene.chair.key not in [role["key"] for role in ask("/api/v1/roles")["items"]]
    assert len(read) == 2
