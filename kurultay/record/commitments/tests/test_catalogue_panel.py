"""What hangs on the areas of a strategy shows on its page."""

import pytest
from django.test import Client

from kurultay.kit.reading import system
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents import actions as documents
from kurultay.record.parties import actions as parties

SYSTEM = system("test")


@pytest.mark.django_db
def test_a_strategy_shows_its_commitments():
    tarn = parties.register("tarn", kind="organisation", name="Tarn", keeper="tarn", by=SYSTEM)
    plan = parties.adopt("tarn-2030", of=tarn, title="Tarn 2030", on="2020-01-01", kind="strategy", by=SYSTEM)
    pillar = parties.include("tarn-2030-water", catalogue=plan, kind="pillar", name="Water", by=SYSTEM)
    text = documents.register("tarn-text", kind="strategy", title="Tarn 2030", of=tarn, by=SYSTEM)
    commitments.undertake(
        "tarn-wells", verb="decides", name="Dig wells", of=tarn, document=text, area=pillar, on="2020", by=SYSTEM
    )
    commitments.undertake(
        "tarn-other", verb="decides", name="Something else", of=tarn, document=text, on="2020", by=SYSTEM
    )
    page = Client().get("/catalogues/tarn-2030").content.decode()
    assert "Dig wells" in page
    assert "Something else" not in page
    listed = Client().get("/commitments/?catalogue=tarn-2030").content.decode()
    assert "Dig wells" in listed
    assert "Something else" not in listed
