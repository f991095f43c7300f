"""Entering into force: by the rule, or on a stated day, which is never forced into line."""

import pytest

from kurultay.kit.acting import Refused
from kurultay.record.documents import actions as documents
from kurultay.record.documents.models import Document
from tests.cast import NOT_KEEPERS, OFFICER, Scene


def test_on_the_day_the_rule_gives(scene: Scene, signed: Document) -> None:
    documents.ratify(signed, party=scene.east, on="2013-02-01", by=OFFICER)
    with pytest.raises(Refused, match="Only 1 of 2 instruments are known"):
        documents.enter_into_force(signed, by=OFFICER)
    documents.ratify(signed, party=scene.west, on="2013-03-01", by=OFFICER)
    assert documents.enter_into_force(signed, by=OFFICER).in_force_on == "2013-03-31"
    with pytest.raises(Refused, match="in force since 2013-03-31 already"):
        documents.enter_into_force(signed, by=OFFICER)


def test_a_stated_day_stands_whatever_the_rule_gives(scene: Scene, signed: Document) -> None:
    for party in (scene.east, scene.west):
        documents.ratify(signed, party=party, on="2013-03-01", by=OFFICER)
    assert documents.enter_into_force(signed, on="2013-04-15", by=OFFICER).in_force_on == "2013-04-15"


def test_not_without_a_rule_or_days_and_not_before_signature(
    scene: Scene, signed: Document, expected: Document
) -> None:
    with pytest.raises(Refused, match="was signed on 2012-05-01"):
        documents.enter_into_force(signed, on="2012-04", by=OFFICER)
    for party in (scene.east, scene.west):
        documents.ratify(signed, party=party, by=OFFICER)
    with pytest.raises(Refused, match="dates of the instruments are not known"):
        documents.enter_into_force(signed, by=OFFICER)
    with pytest.raises(Refused, match="is expected"):
        documents.enter_into_force(expected, on="2013", by=OFFICER)
    documents.adopt(documents.table(expected, by=OFFICER), on="2013", by=OFFICER)
    with pytest.raises(Refused, match="has no rule for its entry into force"):
        documents.enter_into_force(expected, by=OFFICER)


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(scene: Scene, signed: Document, reader: object) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        documents.enter_into_force(signed, on="2013", by=reader)
