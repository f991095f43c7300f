"""Following the record: the feed of changes, a mirror built from it alone, and stamps that stand still or move."""

import pytest

from kurultay.faces.api.views.shelves import shelves
from kurultay.kit import actions as kit
from kurultay.kit.acting.stamps import sealed, unsealed
from kurultay.kit.reading import reading_as
from kurultay.record.parties import actions as parties
from tests.cast import FOCAL_POINT, OFFICER, OTHER_FOCAL_POINT, STRANGER, SYSTEM

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def hide(scene):
    """Something that a stranger does not read of."""
    with reading_as(SYSTEM):
        ghost = parties.register("ghost", kind="state", name="Ghost", marking="restricted", named=("eastshore",),
                                 keeper="lakes", by=SYSTEM)  # fmt: skip
        parties.accede(ghost, to=scene.lakes, on="2013-01-01", by=SYSTEM)


def followed(ask, reader, since="", limit=3):
    """Every change from a place on, and the place where they end."""
    found, address = [], f"/api/v1/changes?limit={limit}" + (f"&since={since}" if since else "")
    while address:
        told = ask(address, reader)
        found += told["changes"]
        since, address = told["since"], told["next"] and told["next"].removeprefix(HOST)
    return found, since


def mirrored(ask, reader, held, since=""):
    """Fetch every thing that changed; what is held is a mirror then."""
    changes, since = followed(ask, reader, since, limit=7)
    for thing in {change["thing"] for change in changes}:
        held[thing] = ask(thing.removeprefix(HOST), reader)
    return since


def own(thing):
    """An object without the names of other objects inside its references, which are as they were when it was read."""
    if isinstance(thing, list):
        return [own(each) for each in thing]
    if isinstance(thing, dict):
        inner = {name: own(value) for name, value in thing.items()}
        return {**inner, "name": None} if set(thing) == {"id", "key", "type", "name"} else inner
    return thing


def listed(ask, reader):
    """Every object of every list."""
    found = {}
    for name in shelves():
        found |= {item["id"]: item for item in ask(f"/api/v1/{name}?limit=200", reader)["items"]}
    return found


@pytest.mark.parametrize("reader", [STRANGER, OFFICER], ids=lambda r: r.name)
def test_whoever_follows_the_feed_holds_a_mirror(ask, scene, reader):
    held = {}
    since = mirrored(ask, reader, held)
    assert held == listed(ask, reader)
    hide(scene)
    with reading_as(SYSTEM):
        parties.rename(scene.east, text="Eastland", on="2020-01-01", by=SYSTEM)
        kit.withdraw(scene.chair, by=SYSTEM, reason="A mistake.")
    later = mirrored(ask, reader, held, since)
    assert {k: v for k, v in held.items() if not v["withdrawn"]}.keys() == listed(ask, reader).keys()
    for key, thing in listed(ask, reader).items():
        assert own(held[key]) == own(thing)
    assert (f"{HOST}/api/v1/parties/ghost" in held) is (reader == OFFICER)
    assert held[f"{HOST}/api/v1/roles/{scene.chair.key}"]["withdrawn"] is True
    assert followed(ask, reader, later) == ([], later)


def test_an_act_is_told_once_for_each_thing_with_its_words(ask, scene):
    _all, since = followed(ask, STRANGER)
    with reading_as(SYSTEM):
        parties.register("southbank", kind="state", name="Southbank", by=SYSTEM)
        parties.name(scene.east, text="Doğu", kind="official", lang="tr", by=SYSTEM)
    told, _since = followed(ask, STRANGER, since)
    assert [(c["key"], c["verb"], c["label"], c["new"]) for c in told] == [
        ("southbank", "parties.register", "entered in the record", True),
        ("eastshore", "parties.name", "gave another name to", False),
    ]
    assert followed(ask, STRANGER, "2099-01-01") == ([], "2099-01-01")
    assert followed(ask, STRANGER, "2000-01-01T00:00:00Z")[0] == [*_all, *told]


def test_what_is_hidden_leaves_no_gap_in_the_feed(ask, asked_by, scene):
    before = [asked_by(STRANGER, a).content for a in ("/api/v1/changes", "/api/v1/changes?limit=1")]
    place = followed(ask, STRANGER)[1]
    hide(scene)
    assert [asked_by(STRANGER, a).content for a in ("/api/v1/changes", "/api/v1/changes?limit=1")] == before
    assert followed(ask, OTHER_FOCAL_POINT, place) == ([], place)
    assert {c["key"] for c in followed(ask, FOCAL_POINT, place)[0]} >= {"ghost"}
    hidden = followed(ask, FOCAL_POINT)[1]
    refused = asked_by(STRANGER, f"/api/v1/changes?since={hidden}")
    assert (refused.status_code, refused.json()["parameter"]) == (400, "since")


def test_an_etag_stands_until_something_the_reader_may_see_changes(asked_by, scene):
    def etag(reader, address="/api/v1/parties"):
        return asked_by(reader, address)["ETag"]

    first = {reader: etag(reader) for reader in (STRANGER, OTHER_FOCAL_POINT, OFFICER)}
    hide(scene)
    assert [etag(reader) == first[reader] for reader in first] == [True, True, False]
    unchanged = asked_by(STRANGER, "/api/v1/parties", if_none_match=first[STRANGER])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    with reading_as(SYSTEM):
        parties.rename(scene.east, text="Eastland", on="2020-01-01", by=SYSTEM)
    assert [etag(reader) == first[reader] for reader in first] == [False, False, False]
    again = asked_by(STRANGER, "/api/v1/parties", if_none_match=first[STRANGER])
    assert again.status_code == 200
    assert etag(STRANGER, "/api/v1/parties?lang=tr") != again["ETag"]
    with reading_as(SYSTEM):
        kit.mark(scene.north, marking="secretariat", by=SYSTEM)
    assert etag(STRANGER) != again["ETag"]  # what was taken out of sight changes the answer too


def test_a_key_of_a_row_that_has_none_does_not_tell_its_number(scene):
    keys = [sealed("meetings.participation", number) for number in range(1, 200)]
    assert len(set(keys)) == 199
    assert [unsealed("meetings.participation", key) for key in keys] == list(range(1, 200))
    assert all(unsealed("commitments.step", key) not in range(1, 10_000) for key in keys)
    assert unsealed("meetings.participation", "short") is None
    assert unsealed("meetings.participation", "zzzzzzzzzzzzz") is None
