"""The League of Isles: promises at every stage, a restricted consultation, acts on their own days."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kurultay.faces.demo.management.commands.demo import NORREY, OFFICER, PALEWATER
from kurultay.kit.acting import Refused, chain
from kurultay.kit.acting.models import Act
from kurultay.kit.dates import PartialDate
from kurultay.kit.reading import public, reading_as, system
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment, standing
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def _status(key: str, day: str) -> str:
    thing = Commitment.objects.get(key=key)
    return standing(thing, thing.steps.all(), PartialDate.parse(day)).status


@pytest.fixture(autouse=True)
def _built():
    call_command("demo", verbosity=0)


def test_promises_stand_at_every_stage():
    with reading_as(public()):
        found = {c.key.removeprefix("isles-"): _status(c.key, "2016-01-01") for c in Commitment.objects.all()}
        earlier = _status("isles-lighthouses", "2013-12-31"), _status("isles-bridge", "2012-12-31")
    assert found == {
        "lighthouses": "partly-met", "ferry": "met-otherwise", "charts": "met", "school": "planned",
        "census": "open", "bridge": "not-met", "flag": "lapsed", "rowing": "planned",
    }  # fmt: skip
    assert earlier == ("in-progress", "planned")


def test_the_acts_bear_the_days_of_their_scenes_and_the_chain_holds():
    with reading_as(system("test")):
        assert sorted({act.at.year for act in Act.objects.exclude(verb__startswith="seats.")}) == [
            2011,
            2012,
            2013,
            2014,
            2015,
        ]
        assert chain.verify()[2] is None
        assert chain.verify_rows() is None


def test_the_restricted_consultation_is_for_the_named():
    seen = {}
    for who in (public(), NORREY, PALEWATER, OFFICER):
        with reading_as(who):
            seen[who.name.partition(",")[0]] = Meeting.objects.filter(key="isles-security-2014").exists()
    assert seen == {"public": False, "Odo Fell": False, "Runa Skerry": True, "Ines Marsh": True}
    assert Client().get("/meetings/isles-security-2014").status_code == 404
    assert Client().get("/parties/isles?on=2014-02-02").status_code == 200


def test_a_focal_point_reports_for_their_own_state_alone():
    with reading_as(OFFICER):
        thing = Commitment.objects.get(key="isles-bridge")
    with pytest.raises(Refused):
        commitments.report(thing, text="Not ours.", on="2015-02-01", by=NORREY)


def test_the_convention_is_in_force_thirty_days_after_the_second_instrument():
    page = Client().get("/documents/isles-convention?on=2014-01-01").content.decode()
    assert "19 February 2013" in page
    with reading_as(public()):
        assert Document.objects.get(key="isles-convention").force_days == 30


def test_it_is_built_once():
    with pytest.raises(CommandError, match="already"):
        call_command("demo", verbosity=0)
