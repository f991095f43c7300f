"""A document is loaded: new rows, the three ways a source meets a row that stands, and who may do it."""

from collections.abc import Callable, Iterator

import pytest

from kurultay.faces.intake.actions import NothingNew, NotImported, load, read_text
from kurultay.kit.acting import Refused, chain
from kurultay.kit.acting.models import Act
from kurultay.kit.reading import Reader, Seat, public, reading_as, system
from kurultay.kit.sources.models import Citation, Source, StatedFigure
from kurultay.record.parties.models import Area, Catalogue, Party, PartyCode, PartyName, PartyText, Role
from kurultay.record.people.models import Distinction, Person, PersonName, Tenure

Told = Callable[..., list[str]]
OFFICER = Reader.person("An officer", Seat("officer", "lakes"))
ELSEWHERE = Reader.person("An officer of another organisation", Seat("officer", "plains"))


@pytest.fixture(autouse=True)
def _reading() -> Iterator[None]:
    with reading_as(system("test")):
        yield


def member() -> Role:
    return Role.objects.get(key="lakes-member-east")


def cited(key: str = "S3") -> list[tuple[str, str, str, str]]:
    """What a source is cited for: (field, value, place, outside number)."""
    rows = Citation.objects.filter(source__key=key).order_by("id")
    return list(rows.values_list("field", "value", "place", "ref"))


EVERY_KIND = """\
  - {party: council, kind: body, parent: lakes, seat: Port, since: 2001, codes: {wikidata: Q1}, at: ¶1, fact: A-1}
  - {name: Council, id: c-en, party: council, kind: official, lang: en, primary: true, since: 2001, at: ¶1}
  - {name: Кеңес, party: council, lang: kk}
  - {text: It meets once a year., party: council, about: norm, lang: en, fact: A-2}
  - {catalogue: plan, of: lakes, kind: strategy, title: Plan, adopted: 2012-03, since: 2012-03}
  - {area: plan-water, catalogue: plan, kind: pillar, number: "1"}
  - {area: plan-wells, catalogue: plan, kind: objective, parent: plan-water}
  - {name: Water, area: plan-water, primary: true}
  - {role: water-east, holder: east, of: lakes, as: coordinator, area: plan-water, facts: {area: A-4, holder: A-3}}
  - {role: chair-east, holder: east, of: lakes, as: chair, terms: 2, since: 2010, until: 2014}
  - {role: chair-east-1, holder: east, of: lakes, as: chair, term: 1, within: chair-east}
  - {person: ilva-tarn, honorific: Dr., state: east}
  - {name: Ilva Tarn, person: ilva-tarn, primary: true, printed: I. Tarn}
  - {person: oren-tarn, not_same_as: [ilva-tarn], why: Brother and sister.}
  - {tenure: ilva-2019, person: ilva-tarn, post: Secretary, rank: Dr, at: council, for: east, appointed: 2019-03-01,
     since: 2019-04-01, until: "[2021-01-01..]", place: page 9}
  - {figure: members, party: lakes, value: 26, as_of: 2014, qualifier: over, contradiction: C1}
  - {claim: 2009, of: {role: lakes-member-east}, field: since, note: A slip.}
"""


def test_every_kind_of_row_is_entered(first: object, told: Told) -> None:
    said = told(EVERY_KIND)
    assert said == ["new"] * 15 + ["new"] * 3 + ["claim kept: since"]
    council = Party.objects.get(key="council")
    assert (council.kind, council.parent.key, council.seat, council.since, council.keeper) == (
        "body", "lakes", "Port", "2001", "lakes",
    )  # fmt: skip
    assert council.sort_key == PartyName.objects.get(text="Council").sort_key
    assert list(PartyCode.objects.values_list("scheme", "value")) == [("wikidata", "Q1")]
    assert [(n.lang, n.kind, n.primary, n.script) for n in PartyName.objects.order_by("id")] == [
        ("en", "official", True, "Latn"), ("kk", "short", False, "Cyrl"),
    ]  # fmt: skip
    assert [(t.about, t.lang, t.status, t.text) for t in PartyText.objects.all()] == [
        ("norm", "en", "courtesy", "It meets once a year.")
    ]
    plan = Catalogue.objects.get()
    assert (plan.kind, plan.adopted_on, plan.of.key) == ("strategy", "2012-03", "lakes")
    areas = Area.objects.order_by("position").prefetch_related("parent", "names")
    assert [(a.key, a.parent and a.parent.key, [n.text for n in a.names.all()]) for a in areas] == [
        ("plan-water", None, ["Water"]), ("plan-wells", "plan-water", []),
    ]  # fmt: skip
    term = Role.objects.get(key="chair-east-1")
    assert (term.within.key, term.term, term.since, term.until, term.kind) == ("chair-east", 1, "", "", "chair")
    assert Role.objects.get(key="water-east").area.key == "plan-water"


def test_people_are_entered_and_kept_apart(first: object, told: Told) -> None:
    told(EVERY_KIND)
    ilva, oren = Person.objects.order_by("key")
    assert (ilva.honorific, ilva.state.key, ilva.sort_key) == ("Dr.", "east", PersonName.objects.get().sort_key)
    apart = Distinction.objects.get()
    assert ({apart.one, apart.other}, apart.reason) == ({ilva, oren}, "Brother and sister.")
    post = Tenure.objects.get()
    assert (post.at.key, post.for_party.key, post.appointed_on, post.since, post.until, post.rank) == (
        "council", "east", "2019-03-01", "2019-04-01", "[2021-01-01..]", "Dr",
    )  # fmt: skip
    assert Citation.objects.get(field="post").place == "page 9"
    assert Citation.objects.get(subject_type="people.personname").as_printed == "I. Tarn"


def test_what_is_cited_is_what_the_row_gives(first: object, told: Told) -> None:
    told(EVERY_KIND)
    found = cited()
    assert found[:5] == [
        ("kind", "body", "¶1", "A-1"),
        ("parent", "lakes", "¶1", "A-1"),
        ("seat", "Port", "¶1", "A-1"),
        ("since", "2001", "¶1", "A-1"),
        ("value", "Q1", "¶1", "A-1"),
    ]
    name = PartyName.objects.get(text="Council")
    of_name = Citation.objects.filter(subject_type="parties.partyname", subject_id=name.pk)
    assert sorted(of_name.values_list("field", flat=True)) == ["since", "text"]
    assert list(Citation.objects.filter(subject_type="parties.partytext").values_list("field", "value", "ref")) == [
        ("", "", "A-2")
    ]
    water = Citation.objects.filter(subject_type="parties.role", subject_id=Role.objects.get(key="water-east").pk)
    assert dict(water.values_list("field", "ref")) == {"holder": "A-3", "of": "", "kind": "", "area": "A-4"}
    figure = StatedFigure.objects.get()
    assert (figure.figure, figure.value, figure.as_of, figure.qualifier, figure.dispute, figure.subject_id) == (
        "members", 26, "2014", "over", "C1", Party.objects.get(key="lakes").pk,
    )  # fmt: skip


def test_a_claim_changes_nothing_unless_accepted(first: object, told: Told) -> None:
    assert told("  - {claim: 2009, of: {role: lakes-member-east}, field: since, note: A slip.}\n") == [
        "claim kept: since"
    ]
    assert member().since == "2010"
    kept = Citation.objects.get(value="2009")
    assert (kept.decides, kept.why, kept.basis) == (False, "A slip.", "stated")
    accepted = '  - {claim: 2011, of: {role: lakes-member-east}, field: since, accept: "true", why: The protocol.}\n'
    assert told(accepted) == ["accepted: since"]
    assert member().since == "2011"
    assert Citation.objects.get(value="2011").decides is True


def test_a_claim_of_a_name_by_handle_and_by_its_text(first: object, told: Told) -> None:
    by_handle = """\
  - {name: Lakes, id: here, party: lakes, since: 2001}
  - {claim: 2002, of: {name: here}, field: since}
"""
    assert told(by_handle) == ["new", "claim kept: since"]
    assert told("  - {claim: 2003, of: {name: Lakes, party: lakes, lang: en}, field: since}\n") == ["claim kept: since"]
    assert PartyName.objects.get().since == "2001"


def test_an_empty_value_is_set_an_equal_one_agreed_to_another_kept_beside(first: object, told: Told) -> None:
    assert told("  - {role: lakes-member-east, until: 2014}\n") == ["set: until"]
    assert told("  - {role: lakes-member-east, until: 2014}\n", "S4") == ["agrees: until"]
    assert told("  - {role: lakes-member-east, holder: west, until: 2015, as: member}\n", "S5") == [
        "agrees: as / claim kept: holder, until"
    ]
    role = member()
    assert (role.holder.key, role.until) == ("east", "2014")
    assert sorted(Citation.objects.filter(field="until").values_list("value", "source__key")) == [
        ("2014", "S3"), ("2014", "S4"), ("2015", "S5"),
    ]  # fmt: skip


def test_a_default_gives_way_and_a_stated_one_does_not(first: object, told: Told) -> None:
    assert Party.objects.get(key="lakes").until == ".."
    assert told("  - {party: lakes, until: 2020}\n") == ["set: until"]
    assert told('  - {party: west, until: ".."}\n') == ["set: until"]
    assert told("  - {party: west, until: 2020}\n", "S4") == ["claim kept: until"]
    assert Party.objects.get(key="west").until == ".."


def test_an_accepted_value_replaces_and_says_that_it_decides(first: object, told: Told) -> None:
    assert told("  - {role: lakes-member-east, since: 2011-05, accept: [since], why: More exact.}\n") == [
        "accepted: since"
    ]
    assert told("  - {role: lakes-member-east, since: 2011-06, accept: since, why: Most exact.}\n", "S4") == [
        "accepted: since"
    ]
    assert member().since == "2011-06"
    of_since = Citation.objects.filter(field="since").order_by("id")
    assert list(of_since.values_list("value", "decides", "why")) == [
        ("2010", False, ""), ("2011-05", False, "More exact."), ("2011-06", True, "Most exact."),
    ]  # fmt: skip


def test_words_of_the_record_change_only_where_accepted(first: object, told: Told) -> None:
    assert told("  - {name: Lakes, party: lakes, kind: short}\n") == ["new"]
    assert told("  - {name: Lakes, party: lakes, kind: acronym}\n", "S4") == ["agrees: name / kept kind: short"]
    assert told("  - {name: Lakes, party: lakes, kind: acronym, accept: [kind], why: It is.}\n", "S5") == [
        "accepted: kind / agrees: name"
    ]
    assert PartyName.objects.get().kind == "acronym"


def test_a_row_without_values_cites_the_row(first: object, told: Told) -> None:
    assert told("  - {party: east, fact: A-9, at: ¶2}\n") == ["cited: the row"]
    assert cited() == [("", "", "¶2", "A-9")]


def test_importing_again_adds_nothing(first: object, told: Told, counts: Callable[[], dict[str, int]]) -> None:
    told(EVERY_KIND)
    before = counts()
    assert set(told(EVERY_KIND)) == {"unchanged"}
    assert counts() == before


def test_the_same_value_at_another_place_or_under_another_number_is_cited(first: object, told: Told) -> None:
    row = "  - {{role: lakes-member-east, since: 2010, at: {place}, fact: {fact}}}\n"
    assert [told(row.format(place=place, fact=fact)) for place, fact in (("a", 1), ("a", 1), ("b", 1), ("b", 2))] == [
        ["agrees: since"], ["unchanged"], ["agrees: since"], ["agrees: since"],
    ]  # fmt: skip


def test_citations_written_before_and_after_an_accepted_value_are_all_kept(first: object, told: Told) -> None:
    rows = """\
  - {role: lakes-member-west, holder: west, of: lakes, as: member}
  - {role: lakes-member-east, since: 2011, accept: [since], why: So.}
  - {role: lakes-guest-west, holder: west, of: lakes, as: guest}
"""
    told(rows)
    assert [field for field, *_ in cited()].count("holder") == 2
    assert set(told(rows)) == {"unchanged"}


def test_audiences_keeper_marking_and_the_stricter_of_ties(first: object, told: Told) -> None:
    rows = """\
  - {party: hidden, kind: agency}
  - {role: hidden-east, holder: hidden, of: lakes, as: guest}
  - {text: Told to two., party: east, about: practice, marking: restricted, named: [east, west]}
"""
    told(rows, head="keeper: lakes\nmarking: members")
    hidden = Party.objects.get(key="hidden")
    assert str(hidden.audience) == "members of lakes"
    assert str(Role.objects.get(key="hidden-east").audience) == "members of lakes"
    assert PartyText.objects.get().audience.names == ("east", "west")
    assert {str(c.audience) for c in Citation.objects.filter(source__key="S3")} == {
        "members of lakes", "restricted of lakes",
    }  # fmt: skip
    told("  - {role: hidden-west, holder: hidden, of: west, as: guest}\n", "S4", "keeper: lakes")
    assert str(Role.objects.get(key="hidden-west").audience) == "members of lakes"


def test_a_document_for_few_never_changes_a_row_for_many(first: object, told: Told) -> None:
    assert told(
        "  - {role: lakes-member-east, until: 2014, since: 2010}\n", head="keeper: lakes\nmarking: members"
    ) == ["agrees: since / claim kept: until"]
    assert member().until == ""
    with reading_as(public()):
        assert [c.source.key for c in Citation.objects.filter(field="since")] == ["S2"]
        assert not Source.objects.filter(key="S3").exists()


def test_an_officer_loads_for_the_own_organisation(first: object, told: Told) -> None:
    assert told("  - {role: lakes-guest-west, holder: west, of: lakes, as: guest}\n", by=OFFICER) == ["new"]
    act = Act.objects.order_by("-number").first()
    assert act is not None
    assert (act.verb, act.actor) == ("intake.load", "An officer")
    with pytest.raises(NotImported, match=r"t\.yaml:4: This is a reference row of the installation"):
        told("  - {party: west, seat: Port}\n", "S4", by=OFFICER)
    with pytest.raises(NotImported, match=r"t\.yaml:4: This is a reference row of the installation"):
        told("  - {name: West, party: west}\n", "S4", by=OFFICER)


@pytest.mark.parametrize("by", [ELSEWHERE, public()])
def test_others_are_refused(first: object, by: Reader, counts: Callable[[], dict[str, int]]) -> None:
    (document,) = read_text(
        "source: {key: S3, title: T, grade: wiki}\nkeeper: lakes\nrows: [{party: x, kind: state}]", "t.yaml", []
    )
    before = counts()
    with pytest.raises(Refused, match="kept by lakes"):
        load(document, by=by)
    assert counts() == before


def test_load_by_itself_is_all_or_nothing_and_makes_no_empty_act(
    first: object, counts: Callable[[], dict[str, int]]
) -> None:
    head = "source: {key: S3, title: T, grade: wiki}\nkeeper: lakes\nrows:\n  - {party: x, kind: state}\n"
    (bad,) = read_text(head + "  - {role: r, holder: nobody, of: lakes, as: member}\n", "t.yaml", [])
    before = counts()
    with pytest.raises(NotImported, match=r'^t\.yaml:5: There is no party "nobody"'):
        load(bad, by=OFFICER)
    assert counts() == before
    (good,) = read_text(head, "t.yaml", [])
    assert str(load(good, by=OFFICER)) == "S3: 1 rows: 1 new"
    before = counts()
    with pytest.raises(NothingNew):
        load(good, by=OFFICER)
    assert counts() == before


def test_each_document_is_one_act_and_the_chain_holds(first: object) -> None:
    assert [act.verb for act in Act.objects.order_by("number")] == ["intake.load", "intake.load"]
    assert (chain.verify()[0], chain.verify()[2], chain.verify_rows()) == (2, None, None)


def test_a_withdrawn_row_is_left_alone(first: object, told: Told) -> None:
    from kurultay.kit.actions import withdraw

    withdraw(member(), by=OFFICER, reason="Entered twice.")
    assert told("  - {role: lakes-member-east, since: 2012}\n") == ["withdrawn, left alone"]


def test_a_source_is_known_by_its_key(first: object, told: Told) -> None:
    text = "  - {party: west, seat: Port}\n"
    assert told(text) == ["set: seat"]
    with pytest.raises(NotImported, match=r't\.yaml:1: .* knows the source "S3" with title "Third"'):
        told(text.replace("Port", "Bay"), source="S3, publisher: P, url: https://example.org/, title: Other")
    assert Source.objects.get(key="S3").publisher == ""
