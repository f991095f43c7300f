"""Reading the evidence: what sources say of each value, in few statements, and of nothing that is hidden."""

import pytest
from django.apps import apps

from kurultay.kit.reading import reading_as
from kurultay.kit.sources.evidence import CONTRADICTED, UNSOURCED, Evidences, evidence_for
from kurultay.kit.sources.models import DERIVED, INFERRED, STATED, Source
from kurultay.kit.sources.stating import Cite, at, claim, state
from kurultay.record.parties import actions as parties
from kurultay.record.parties.models import Party, Role
from tests.cast import OFFICER, STRANGER, SYSTEM, Scene, statements, written


def test_states_of_a_value(scene: Scene) -> None:
    cite = Cite(scene.source, "p. 1")
    with written():
        claim(scene.chair, "since", "2014", cite)
        claim(scene.chair, "until", "2018", cite)
        claim(scene.chair, "kind", "chair", at(cite, basis=DERIVED, why="by rotation"))
        claim(scene.chair, "holder", "eastshore", at(cite, basis=INFERRED, why="by the photograph"))
        claim(scene.west_joined, "", "", cite)
    with reading_as(STRANGER):
        found = evidence_for([scene.chair], scene.west_joined, None)
        states = {name: found.of(scene.chair, name).state for name in ("since", "until", "kind", "holder", "terms")}
    assert states == {
        "since": STATED, "until": CONTRADICTED, "kind": DERIVED, "holder": INFERRED, "terms": UNSOURCED,
    }  # fmt: skip
    assert found.of(scene.west_joined, "since").state == STATED  # the row as a whole is cited
    assert [(row.key, e.field) for row, e in found.contradictions()] == [("lakes-chair-eastshore", "until")]
    assert found.of_row(scene.chair).state == CONTRADICTED
    assert found.of(scene.chair, "since").best.place == "p. 1"
    assert found.of(scene.chair, "terms").best is None
    assert set(found.fields(scene.chair)) == {"since", "until", "kind", "holder"}
    assert found.of(scene.chair, "until").claims == 1


@pytest.fixture
def many(scene: Scene) -> list[Role]:
    with written(), reading_as(SYSTEM):
        roles = Role.objects.bulk_create(
            Role(key=f"r-{n}", kind="guest", of=scene.lakes, holder=scene.east, since="2001") for n in range(300)
        )
        for n in range(0, 300, 3):
            claim(roles[n], "holder", "westshore", Cite(scene.source))
            claim(roles[n], "since", "2001", Cite(scene.source))
    return roles


def test_as_many_statements_for_three_hundred_rows_as_for_one(many: list[Role]) -> None:
    counted = []
    with reading_as(STRANGER):
        Party.objects.count()
        for n in (1, 3, 300):
            roles = list(Role.objects.filter(pk__in=[r.pk for r in many[:n]]))
            with statements() as said:
                found = Evidences(roles)
                assert found.of(roles[0], "holder").state == CONTRADICTED
            counted.append(len(said))
    assert counted == [4, 4, 4]  # citations, sources, the holders, the keys claimed
    assert len(list(found.contradictions())) == 100


def test_hidden_rows_are_not_named_by_what_is_claimed(scene: Scene) -> None:
    ghost = parties.register("ghost", kind="state", name="Ghost", keeper="lakes", marking="secretariat", by=OFFICER)
    with written():
        claim(scene.chair, "holder", ghost, Cite(scene.source))
        claim(scene.chair, "holder", "westshore", Cite(scene.source))
        claim(scene.chair, "holder", "atlantis", Cite(scene.source))
        hidden = Source(key="secret", title="Secret", grade="official", audience=ghost.audience)
        hidden.save()
        claim(scene.chair, "since", "1999", Cite(hidden))
        open_role = Role(key="open", kind="guest", holder=ghost, of=scene.lakes)
        open_role.save()
        claim(open_role, "holder", "ghost", Cite(scene.source))
        claim(open_role, "holder", "westshore", Cite(scene.source))
    for reader, values, since in (
        (STRANGER, ["westshore"], UNSOURCED),
        (OFFICER, ["ghost", "westshore"], CONTRADICTED),
    ):
        with reading_as(reader):
            found = Evidences(Role.objects.filter(key__in=("open", scene.chair.key)))
            chair = Role.objects.get(key=scene.chair.key)
            assert [c.value for c in found.of(chair, "holder").all] == values
            assert found.of(chair, "since").state == since
    with reading_as(STRANGER):
        role = Role.objects.get(key="open")
        assert "ghost" not in [c.value for c in Evidences([role]).of(role, "holder").all]
        assert Evidences([role.holder]).of_row(role.holder).state == UNSOURCED


def test_a_hidden_citation_changes_nothing(scene: Scene) -> None:
    with written():
        state(scene.east, {"seat": "Harbour"}, Cite(scene.source))
        made = claim(scene.east, "seat", "Hill", Cite(scene.source))
        made.audience = parties.intern("lakes", "secretariat")
        made.save()
    for reader, found in ((STRANGER, STATED), (OFFICER, CONTRADICTED)):
        with reading_as(reader):
            assert Evidences([scene.east]).of(scene.east, "seat").state == found


def test_what_was_planned_before_it_was_held_is_no_contradiction(scene: Scene) -> None:
    meeting_of = apps.get_model("meetings.Meeting")
    with written():
        meeting = meeting_of(key="m", kind="summit", status="held", starts_on="2015-09-11")
        meeting.save()
        claim(meeting, "status", "planned", Cite(scene.source, "p. 1", as_of="2015-05"))
        claim(meeting, "status", "held", Cite(scene.source, "p. 2", as_of="2015-10"))
    with reading_as(STRANGER):
        told = evidence_for(meeting).of(meeting, "status")
    assert (told.state, [c.value for c in told.earlier], told.claims) == (STATED, ["planned"], 1)
    with written():
        claim(meeting, "status", "planned", Cite(scene.source, "p. 3", as_of="2016"))  # said after it was held
        claim(meeting, "status", "cancelled", Cite(scene.source, "p. 4", as_of="2015-01"))  # never comes before held
    with reading_as(STRANGER):
        told = evidence_for(meeting).of(meeting, "status")
    assert (told.state, sorted(c.value for c in told.contradicting)) == (CONTRADICTED, ["cancelled", "planned"])
