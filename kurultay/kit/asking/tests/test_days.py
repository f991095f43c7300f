"""Dates as people type them."""

import pytest

from kurultay.kit.asking.days import span, typed
from kurultay.kit.dates import DateError, PartialDate

READ = {
    "": "",
    "2015": "2015",
    "2015-05-10": "2015-05-10",
    "[2010..2014]": "[2010..2014]",
    "201X": "201X",
    "2010s": "201X",
    "May 2015": "2015-05",
    "10 May 2015": "2015-05-10",
    "10th of May 2015": "2015-05-10",
    "May 10, 2015": "2015-05-10",
    "10.05.2015": "2015-05-10",
    "25/05/2015": "2015-05-25",
    "05.2015": "2015-05",
    "10 Mayıs 2015": "2015-05-10",
    "10 мая 2015": "2015-05-10",
    "2015. május 10.": "2015-05-10",
    "10-12 May 2015": "[2015-05-10..2015-05-12]",
    "10–12 May 2015": "[2015-05-10..2015-05-12]",
    "30 April - 2 May 2015": "[2015-04-30..2015-05-02]",
    "between 2010 and 2014": "[2010..2014]",
    "from 2010 to 2014": "[2010..2014]",
    "autumn 2015": "[2015-09..2015-11]",
    "Q2 2015": "[2015-04..2015-06]",
    "before 2014": "[..2013-12-31]",
    "until 2014": "[..2014]",
    "on or before 8 May 2015": "[..2015-05-08]",
    "after May 2014": "[2014-06-01..]",
    "since 2010": "[2010..]",
    "about 2015": "2015~",
    "May 2015?": "2015-05?",
}


@pytest.mark.parametrize(("text", "edtf"), READ.items())
def test_is_read(text: str, edtf: str) -> None:
    assert typed(text) == edtf
    if edtf:
        assert PartialDate.parse(edtf).edtf == edtf


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("05/06/2015", "read in two ways"), ("winter 2015", "either end of the year"), ("31 Feb 2015", "no day 31"),
        ("soon", "is not a date"), ("now", "only for the end"), ("2015-05-10/2015-05-12", "looks like a period"),
        ("13.13.2015", "month"),
    ],
)  # fmt: skip
def test_says_what_to_write_instead(text: str, advice: str) -> None:
    with pytest.raises(DateError, match=advice):
        typed(text)


def test_an_end_may_still_run() -> None:
    assert [typed(text, end=True) for text in ("now", "..", "still running", "2014")] == ["..", "..", "..", "2014"]


def test_days_from_one_to_another_are_two() -> None:
    assert span("10-12 May 2015") == ("2015-05-10", "2015-05-12")
    assert span("between 2010 and 2014") == ("[2010..2014]", "")
    assert span("May 2015") == ("2015-05", "")
