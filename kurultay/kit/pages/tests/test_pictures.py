"""Pictures say what they show, escape what they are given, and stay light enough for a page."""

import gzip
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from kurultay.kit.pages.map import equal_earth, world_map
from kurultay.kit.pages.pictures import clip, shares, text_width
from kurultay.kit.pages.timeline import Bar, Lane, timeline


@dataclass(frozen=True)
class Day:
    earliest: date
    latest: date


def certain(since: date, until: date, title: str = "", url: str = "") -> Bar:
    return Bar(since, since, until, until, title, url)


FIRST_TERM = Bar(date(2010, 1, 1), date(2010, 12, 31), date(2012, 6, 8), date(2012, 6, 8), "first term", strong=True)
CHAIR = [
    Lane("Kazakhstan", "/parties/kazakhstan", [certain(date(2002, 6, 4), date(2010, 6, 8))]),
    Lane("Turkey", "", [FIRST_TERM, certain(date(2012, 6, 8), date(2014, 5, 20), "second term")]),
    Lane("Azerbaijan", "", [certain(date(2024, 12, 17), date.max)]),
]


def rects(svg: str) -> list[dict[str, str]]:
    return [element.attrib for element in ElementTree.fromstring(svg).iter("rect")]


def years(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter("text") if t.get("class") == "q"]


def test_an_edge_known_to_the_year_is_faded_and_the_others_are_not():
    drawn = rects(timeline([Lane("Turkey", "", [FIRST_TERM])], None))
    assert [r["class"] for r in drawn] == ["fade", "core"]
    assert float(drawn[0]["x"]) + float(drawn[0]["width"]) == pytest.approx(float(drawn[1]["x"]), abs=0.2)


def test_consecutive_terms_share_a_row_and_terms_at_one_time_do_not():
    consecutive = rects(timeline([CHAIR[1]], None))
    assert {r["y"] for r in consecutive} == {"22"}
    together = [certain(date(2010, 1, 1), date(2014, 1, 1)), certain(date(2012, 1, 1), date(2016, 1, 1))]
    assert {r["y"] for r in rects(timeline([Lane("Turkey", "", together)], None))} == {"22", "50"}


def test_a_running_term_ends_in_an_arrow_at_the_edge():
    assert 'l7 7.5-7 7.5z"' in timeline(CHAIR, None)
    assert 'l7 7.5-7 7.5z"' not in timeline(CHAIR[:2], None)


def test_a_post_held_on_one_known_day_fades_both_ways_within_the_window():
    post = Bar(date.min, date(2015, 5, 8), date(2015, 5, 9), date.max)
    drawn = rects(timeline([Lane("Director", "", [post])], None, date(2010, 1, 1), date(2020, 1, 1)))
    assert [r["class"] for r in drawn] == ["fade", "core", "fade"]
    assert min(float(r["x"]) for r in drawn) >= 0
    assert max(float(r["x"]) + float(r["width"]) for r in drawn) <= 720


def test_a_period_certain_on_no_day_has_fades_only():
    vague = Bar(date(2010, 1, 1), date(2010, 12, 31), date(2010, 1, 2), date(2011, 1, 1))
    assert [r["class"] for r in rects(timeline([Lane("Forum", "", [vague])], None))] == ["fade", "fade"]


def test_the_day_asked_for_is_a_line_and_a_year_is_a_band():
    day = timeline(CHAIR, Day(date(2012, 2, 17), date(2012, 2, 17)), on_label="17 February 2012")
    assert "17 February 2012</text>" in day
    assert 'class="band"' not in day
    assert 'class="band"' in timeline(CHAIR, Day(date(2012, 1, 1), date(2012, 12, 31)), on_label="2012")


def test_a_day_outside_the_window_is_not_drawn_at_its_edge():
    on = Day(date(1990, 1, 1), date(1990, 1, 1))
    assert 'class="on"' not in timeline(CHAIR, on, date(2000, 1, 1), date(2020, 1, 1), on_label="1990")


@pytest.mark.parametrize("span", [0, 1, 2, 3, 7, 20, 50, 120, 200, 900])
def test_ticks_never_touch(span):
    svg = timeline([Lane("Party", "", [certain(date(1900, 3, 1), date(1900 + span, 9, 1))])], None)
    ticks = [t for t in ElementTree.fromstring(svg).iter("text") if t.get("class") == "q"]
    assert len(ticks) >= 1
    places = [(float(t.attrib["x"]), text_width(t.text or "")) for t in ticks]
    assert all(b - a >= (wa + wb) / 2 for (a, wa), (b, wb) in pairwise(places))


def test_ticks_are_round_years():
    assert years(timeline(CHAIR, None)) == ["2005", "2010", "2015", "2020", "2025"]


def test_a_long_name_is_cut_and_kept_whole_in_its_title():
    name = "Conference of the heads of the official foreign policy research centres of the member states"
    svg = timeline([Lane(name, "", [FIRST_TERM])], None)
    assert f"<title>{name}</title>" in svg
    assert re.search(r"Conference of [^<]*…<", svg)
    assert text_width(clip(name, 200)) <= 200


def test_names_are_escaped_and_nothing_needs_inline_style():
    lane = Lane("<b>&", '/parties/"x', [certain(date(2010, 1, 1), date(2011, 1, 1), "<script>", "/a?b=1&c=2")])
    svg = timeline([lane], None, title='"quoted"')
    ElementTree.fromstring(svg)
    assert "<b>" not in svg
    assert "<script>" not in svg
    assert "style=" not in svg


def test_a_picture_with_links_is_a_group_and_one_without_is_an_image():
    assert ElementTree.fromstring(timeline(CHAIR, None, title="Chair")).get("role") == "group"
    assert ElementTree.fromstring(timeline(CHAIR[1:], None, title="Chair")).get("role") == "img"


def test_the_same_content_has_the_same_ids_and_other_content_others():
    ids = re.compile(r'id="([^"]+)"')
    assert ids.findall(timeline(CHAIR, None)) == ids.findall(timeline(CHAIR, None))
    assert not set(ids.findall(timeline(CHAIR, None))) & set(ids.findall(timeline(CHAIR[1:], None)))


def test_nothing_to_draw_draws_nothing():
    assert timeline([], None) == ""
    assert world_map([("member", "Members", [])], "Members") == ""
    assert world_map([("member", "Members", ["ZZZ"])], "Members") == ""
    assert shares([("good", "met", 0)]) == ""


def test_shares_say_their_figures_and_fill_the_bar():
    svg = shares([("good", "met", 2), ("bad", "late", 0), ("quiet", "open", 1)])
    assert ElementTree.fromstring(svg).get("aria-label") == "met: 2, open: 1"
    assert sum(float(r["width"]) for r in rects(svg)) == pytest.approx(318, abs=0.2)


def test_the_projection_is_equal_earth():
    assert equal_earth(0, 0) == (0, 0)
    x, _ = equal_earth(180, 0)
    assert x == pytest.approx(2.70663, abs=1e-5)
    assert equal_earth(0, 90)[1] == pytest.approx(-1.31737, abs=1e-5)


CICA = re.findall(
    "[A-Z]+",
    "AFG AZE BHR BGD KHM CHN EGY IND IRN IRQ ISR JOR KAZ KWT KGZ MNG PAK PSE QAT KOR RUS LKA TJK THA TUR ARE UZB VNM",
)


def view(svg: str) -> list[int]:
    return [int(v) for v in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0]]


def test_a_map_tells_roles_apart_by_texture_and_legend():
    svg = world_map([("member", "Members", ["TUR", "AZE"]), ("observer", "Observers", ["HUN"])], "Roles")
    assert "Members</li>" in svg
    assert "Observers</li>" in svg
    assert len(re.findall("<pattern", svg)) == 1
    assert re.search(r'class="observer g1" fill="url\(#', svg)
    assert "Natural Earth" in svg


def test_a_country_in_several_groups_takes_the_last():
    svg = world_map([("member", "Members", ["TUR", "AZE"]), ("chair", "Chair", ["AZE"])], "Roles")
    painted = svg.split('class="chair g1"')[1]
    assert "<title>AZE</title>" in painted
    assert svg.count("<title>AZE</title>") == 1


def test_a_small_state_is_a_dot():
    svg = world_map([("member", "Members", ["BHR", "SAU"])], "Gulf", {"BHR": "Bahrain"})
    assert re.search(r"<title>Bahrain</title><circle", svg)


def test_a_far_country_is_named_below_instead_of_stretching_the_map():
    svg = world_map([("member", "Members", CICA), ("observer", "Observers", ["USA"])], "CICA", {"USA": "United States"})
    assert "Beyond this map: United States." in svg
    assert "<title>United States</title>" not in svg


def test_russia_and_fiji_cross_the_antimeridian_in_one_piece():
    svg = world_map([("member", "Members", ["RUS"])], "Russia")
    width, height = view(svg)
    outlines = re.search(r'<title>RUS</title><path d="([^"]+)"', svg).group(1).split("M")[1:]
    assert 0.45 <= height / width <= 0.8
    assert max(o.count("-") for o in outlines) > 50
    assert "<circle" not in world_map([("member", "Members", ["FJI"])], "Fiji")


@pytest.mark.parametrize(
    "codes", [CICA, ["TUR", "AZE", "KAZ", "KGZ", "UZB"], ["USA", "RUS", "BRA", "AUS", "ZAF", "JPN"]]
)
def test_a_map_is_light(codes):
    assert len(gzip.compress(world_map([("member", "Members", codes)], "Map").encode())) <= 25_000
