"""What the founding documents alone can answer, and what they cannot."""

import pytest


@pytest.fixture(autouse=True, scope="module")
def _record(load):
    load("00", "10", "11", "12")


def test_who_chaired_before_the_stated_year_is_not_determinable(ask):
    """ "2010 to 2014" says nothing of the first of February 2010."""
    page = ask("/parties/cica?on=2010-02-01")
    assert "In the chair not determinable possibly Turkey" in page


def test_who_chaired_in_the_middle_is_determinable(ask):
    page = ask("/parties/cica?on=2012-05-01")
    assert "In the chair Turkey" in page
    assert "term 1 or term 2 of 2, which of them is not determinable" in page


def test_a_post_is_certain_on_the_day_that_states_it_only(ask):
    assert "Post at that time Deputy Director General" in ask("/people/laszlo-vasa?on=2015-05-08")
    assert "Post at that time not determinable" in ask("/people/laszlo-vasa?on=2016-05-08")
