"""Undertaking: from a provision, a document, a meeting or another commitment, and from nothing else."""

from typing import Any

import pytest

from kurultay.kit.acting import Refused
from kurultay.kit.reading import reading_as
from kurultay.record.commitments import actions as commitments
from kurultay.record.commitments.models import Commitment, CommitmentName
from kurultay.record.documents.models import Document
from kurultay.record.meetings.models import Meeting
from tests.cast import NOT_KEEPERS, OFFICER, STRANGER, SYSTEM, written

from .conftest import Desk

WORDS: dict[str, Any] = {"verb": "undertakes", "name": "A thing", "keeper": "lakes", "by": OFFICER}


def test_a_provision_brings_its_document_and_the_meeting_its_day(desk: Desk) -> None:
    made = desk.handbook
    assert (made.document_id, made.made_on, made.due_on, made.keeper) == (
        desk.document.pk, "2015-05-08", "2015-09-01", "lakes",
    )  # fmt: skip
    with reading_as(OFFICER):
        assert [(n.text, n.primary) for n in CommitmentName.objects.filter(commitment=made)] == [("A handbook", True)]


@pytest.mark.parametrize(
    ("starts", "ends", "day"), [("2015-05-08", "", "2015-05-08"), ("2015-05", "2015-05-12", "2015-05-12")]
)
def test_it_was_made_on_the_last_day_of_its_meeting(desk: Desk, starts: str, ends: str, day: str) -> None:
    with written():
        meeting = Meeting(key="other", kind="round", status="held", starts_on=starts, ends_on=ends)
        meeting.save()
    assert commitments.undertake("a", meeting=meeting, **WORDS).made_on == day
    assert commitments.undertake("b", meeting=meeting, on="2016", **WORDS).made_on == "2016"


def test_it_comes_from_something(desk: Desk) -> None:
    with pytest.raises(Refused, match="where it comes from"):
        commitments.undertake("a", **WORDS)
    assert commitments.undertake("b", follows=desk.handbook, **WORDS).follows_id == desk.handbook.pk
    assert commitments.undertake("c", document=desk.document, **WORDS).made_on == "2015-05-08"


def test_the_provision_stands_in_the_document(desk: Desk) -> None:
    with written():
        other = Document(key="other", kind="decision")
        other.save()
    with pytest.raises(Refused, match="another document"):
        commitments.undertake("a", document=other, provision=desk.provision, **WORDS)


def test_due_on_a_day_or_at_a_meeting_or_neither(desk: Desk) -> None:
    with pytest.raises(Refused, match="not both"):
        commitments.undertake("a", meeting=desk.meeting, due="2016", due_at=desk.summit, **WORDS)
    made = commitments.undertake("b", meeting=desk.meeting, due_at=desk.summit, **WORDS)
    assert (made.due_on, made.due_at_id) == ("", desk.summit.pk)


def test_a_key_is_given_once(desk: Desk) -> None:
    with pytest.raises(Refused, match="handbook is taken"):
        commitments.undertake("handbook", meeting=desk.meeting, **WORDS)


def test_nobody_reads_it_who_may_not_read_its_meeting(desk: Desk) -> None:
    with written():
        from kurultay.kit.reading.models import intern

        secret = Meeting(key="secret", kind="round", status="planned", audience=intern("lakes", "secretariat"))
        secret.save()
    commitments.undertake("a", meeting=secret, **WORDS)
    with reading_as(STRANGER):
        assert [c.key for c in Commitment.objects.all()] == ["handbook"]
    with reading_as(OFFICER):
        assert Commitment.objects.count() == 2


def test_a_commitment_follows_no_circle(desk: Desk) -> None:
    second = commitments.undertake("second", follows=desk.handbook, **WORDS)
    third = commitments.undertake("third", follows=second, **WORDS)
    with reading_as(SYSTEM), written():
        for row in (third, desk.handbook):
            again = Commitment.objects.get(pk=desk.handbook.pk)
            again.follows = row
            with pytest.raises(Refused, match="cannot follow itself"):
                again.save()


@pytest.mark.parametrize("reader", NOT_KEEPERS, ids=lambda r: r.name)
def test_others_may_not(desk: Desk, reader: Any) -> None:
    with pytest.raises(Refused, match="kept by lakes"):
        commitments.undertake("a", meeting=desk.meeting, **{**WORDS, "by": reader})
