"""Forms in real Chromium: axe, width, keyboard alone, without JavaScript, and what a press release costs to enter."""

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.browser.conftest import ROOT, free_port
from tests.journeys.test_every_form import patterns

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
PAGES = [
    "/meetings/new?source=F2", "/meetings/ots-chs-11", "/meetings/ots-chs-11/attend", "/meetings/ots-chs-11/entry",
    "/meetings/ots-chs-11/entry/mark", "/meetings/ots-chs-11/entry/correct", "/meetings/ots-chs-11/who-may-read",
    "/meetings/ots-chs-11/entry/correct?field=starts_on", "/meetings/ots-chs-11/history", "/history?by=An+officer",
    "/withdrawn", "/parties/new", "/people/new", "/documents/new", "/commitments/new", "/sources/new",
    "/parties/ots/accede",
    "/parties/cica/accede", "/documents/fprc-mou/sign", "/commitments/special-publication/report",
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on which a cookie says who sits there."""
    port, data = free_port(), tmp_path_factory.mktemp("desk")
    env = os.environ | {"KURULTAY_DATA": str(data), "PYTHONPATH": str(ROOT)}
    log = (data / "log.txt").open("w")
    server = subprocess.Popen(
        [sys.executable, "tests/browser/desk.py", str(port)], cwd=ROOT, env=env, stdout=log, stderr=log
    )
    try:
        for _try in range(400):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
                break
            assert server.poll() is None, Path(log.name).read_text()
            time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def sit(chromium, desk, width=1280, scheme="light", seat="officer:ots", **options):
    """A page at which an officer sits."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    context.add_cookies([{"name": "seat", "value": seat, "url": desk}])
    return context, context.new_page()


def wrong(page) -> list:
    """What axe finds."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], v["impact"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_kind_of_form_is_accessible(chromium, desk, width, scheme):
    context, page = sit(chromium, desk, width, scheme, seat="officer:ots|registrar:", bypass_csp=True)
    found = {}
    for path in PAGES:
        page.goto(desk + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if (problems := wrong(page)) or wide > 0:
            found[path] = (problems, wide)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{re.sub('[^a-z0-9]+', '-', path)}-{width}-{scheme}.png", full_page=True)
    page.goto(f"{desk}/meetings/new")
    page.locator("#f-body").fill("council")
    page.locator("#f-on").fill("soon")
    page.locator("button[value=act]").click()
    assert page.locator(".errors li").count() == 4
    found["errors"] = wrong(page)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/errors-{width}-{scheme}.png", full_page=True)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}


THINGS = {
    "meetings": "ots-chs-11", "parties": "ots", "documents": "fprc-mou", "commitments": "special-publication",
    "roles": "", "catalogues": "", "places": "", "people": "", "tenures": "", "provisions": "", "sources": "",
}  # fmt: skip


def every_form(context, desk) -> list[str]:
    """The address of the form of every verb of every table, for one thing of each; the first that the API lists."""
    keys = {
        things: key or context.request.get(f"{desk}/api/v1/{things}?limit=1").json()["items"][0]["key"]
        for things, key in THINGS.items()
    }
    found = []
    for route, _name, view in patterns(get_resolver().url_patterns):
        if getattr(view, "asks", False):
            found.append("/" + route.replace("<slug:key>", keys.get(route.partition("/")[0], "")))
    return found


def test_the_form_of_every_verb_is_accessible_and_works_without_javascript(chromium, desk):
    context, page = sit(chromium, desk, seat="officer:ots|registrar:", bypass_csp=True)
    bare, plain = sit(chromium, desk, seat="officer:ots|registrar:", java_script_enabled=False)
    found, shown = {}, 0
    for path in every_form(context, desk):
        if page.goto(desk + path).status != 200:
            continue
        shown += 1
        if problems := wrong(page):
            found[path] = problems
        # Every field and the button are in the order of Tab, and are there without any script.
        hidden = page.locator("form.act :is(input:not([type=hidden]), select, textarea, button)[tabindex='-1']").count()
        plain.goto(desk + path)
        same = [each.locator("form.act [name]:not([type=hidden])").count() for each in (page, plain)]
        if hidden or same[0] != same[1]:
            found[path] = (hidden, same)
    context.close()
    bare.close()
    assert found == {}
    assert shown > 80


MARK = """() => {
  const seen = new Set();
  for (const one of document.querySelectorAll('form.act :is(input:not([type=hidden]), select, textarea, button)')) {
    if (one.disabled) continue;
    one.dataset.walk = one.type === 'radio' ? 'radio ' + one.name : one.type + ' ' + seen.size;
    seen.add(one.dataset.walk);
  }
  return [...seen];
}"""
WHERE = """() => {
  const at = document.activeElement, fold = at.closest('summary');
  return [at.dataset.walk || '', Boolean(fold && at.closest('form.act') && !fold.parentElement.open)];
}"""


def unreached(page) -> set[str]:
    """The fields and buttons of the form that Tab does not come to, where Enter opens what is folded."""
    left = set(page.evaluate(MARK))
    for _step in range(300):
        if not left:
            break
        page.keyboard.press("Tab")
        name, folded = page.evaluate(WHERE)
        left.discard(name)
        if folded:
            page.keyboard.press("Enter")
    return left


def test_tab_comes_to_every_field_and_button_of_the_form_of_every_verb(chromium, desk):
    context, page = sit(chromium, desk, seat="officer:ots|registrar:")
    found, shown = {}, 0
    for path in every_form(context, desk):
        if page.goto(desk + path).status == 200:
            shown += 1
            if left := unreached(page):
                found[path] = left
    context.close()
    assert found == {}
    assert shown > 80


def test_a_meeting_is_planned_and_postponed_by_keyboard_alone(chromium, desk):
    context, page = sit(chromium, desk)
    page.goto(f"{desk}/meetings/new")

    def reach(id_: str) -> None:
        for _press in range(80):
            if page.evaluate("document.activeElement.id || document.activeElement.value") == id_:
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{id_} is not reached by Tab")

    for id_, text in (("f-name", "Keyboard talks"), ("f-kind", "Consultation"), ("f-on", "May 2027")):
        reach(id_)
        page.keyboard.type(text)
    page.keyboard.press("Escape")
    reach("act")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/keyboard-talks?done=*")
    page.goto(f"{desk}/meetings/keyboard-talks/postpone")
    reach("f-reason")
    page.keyboard.type("Snow.")
    reach("act")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/keyboard-talks?done=*")
    assert "postponed" in page.locator(".done").inner_text()
    context.close()


def test_without_javascript_and_with_a_lost_session(chromium, desk):
    context, page = sit(chromium, desk, java_script_enabled=False)
    page.goto(f"{desk}/people/new")
    page.locator("#f-name").fill("Nurlan Example")
    context.clear_cookies()
    page.locator("button[value=act]").click()
    assert "kept on this page" in page.locator("main").inner_text() or page.locator("#f-name").count()
    context.add_cookies([{"name": "seat", "value": "officer:ots", "url": desk}])
    if page.locator("button[value=show]").count():
        page.locator("button[value=show]").click()
    assert page.locator("#f-name").input_value() == "Nurlan Example"
    page.locator("button[value=act]").click()
    page.wait_for_url("**/people/nurlan-example?done=*")
    context.close()


class Hand:
    """Clicks and keystrokes of an officer; typing into a field is a click into it and a keystroke a character."""

    def __init__(self, page) -> None:
        self.page, self.clicks, self.keys, self.forms = page, 0, 0, 0

    def fill(self, name: str, text: str) -> None:
        field = self.page.locator(f"#f-{name}")
        field.fill(text)
        self.clicks, self.keys = self.clicks + 1, self.keys + len(text)

    def choose(self, name: str, label: str) -> None:
        self.page.locator(f"#f-{name}").select_option(label=label)
        self.clicks += 2

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1

    def send(self) -> None:
        self.click("button[value=act]")
        self.forms += 1
        errors = self.page.locator(".errors li")
        known = {"Line", "Several"}
        assert [e for e in errors.all_inner_texts() if e.split()[0] not in known] == []


PEOPLE = """turkic-academy: Shahin Mustafayev, President of the Turkic Academy
kazakhstan: Kanat Tumysh, Deputy Minister of Foreign Affairs
azerbaijan: Hasan Hasanov, member of the Council of Elders
cica: Kairat Sarybay, Secretary General
niss-kyrgyzstan: Avtandil Arabaev, Head of the Center for Legal and Political Studies
turkiye: Raif Can, Deputy General Director
hungary: Laszlo Vasa, Chief Adviser
uzbekistan: Fazliddin Nasriddinov, Senior Specialist"""
URL = "https://example.org/news/workshop"


def test_the_facts_of_a_press_release(chromium, desk):
    """The workshop of 17 February 2023 from its news item: the source, the meeting, who was there, its sections."""
    context, page = sit(chromium, desk, seat="officer:ots")
    hand = Hand(page)
    page.goto(f"{desk}/sources/new")
    for name, text in (("title", "The Workshop began its work in Astana"), ("url", URL), ("publisher", "Academy"),
                       ("as_of", "17 Feb 2023")):  # fmt: skip
        hand.fill(name, text)
    hand.choose("grade", "Official")
    hand.send()
    source = page.url.split("?")[0]
    hand.click("header nav a:has-text('Meetings')")
    hand.click("p.btns a.btn")
    for name, text in (
        ("name", "Economic workshop"),
        ("on", "17 Feb 2023"),
        ("place", "Astana"),
        ("source_place", "p1"),
    ):
        hand.fill(name, text)
    hand.choose("kind", "Workshop")
    hand.send()
    hand.click("nav.acts a:has-text('Confirm')")
    hand.fill("source_place", "p1")
    hand.send()
    hand.click("nav.acts a:has-text('Record that it was held')")
    hand.fill("on", "17-18 Feb 2023")
    hand.send()
    hand.click("nav.acts a:has-text('Record who attended')")
    hand.fill("lines", PEOPLE)
    hand.fill("source_place", "p2")
    hand.send()
    if page.locator("input[name=lines__new]").count():
        hand.click("input[name=lines__new]")
        hand.send()
        hand.forms -= 1
    assert page.locator(".errors").count() == 0, page.locator(".errors").inner_text()
    hand.click("nav.acts a:has-text('Put on the agenda')")
    hand.fill("lines", "National development priorities\nCollaboration of economic policy research centers")
    hand.send()
    page.goto(source)
    facts = page.locator("table.evidence tbody tr").count()
    seconds = round(hand.clicks * 1.1 + hand.keys * 0.28)
    print(f"forms {hand.forms}, clicks {hand.clicks}, keystrokes {hand.keys}, values cited {facts}, seconds {seconds}")
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/press-release.png", full_page=True)
    assert facts >= 26
    assert seconds < 300
    context.close()
