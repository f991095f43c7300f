"""Pages in real Chromium: axe, policy, width, keyboard, without JavaScript, right-to-left, print."""

import re

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/parties/",
    "/parties/ots",
    "/parties/ots?on=2015-12-31",
    "/parties/cica?on=2010-02-01",
    "/parties/cica?on=2022-05",
    "/parties/cica/sources",
    "/parties/cica/history",
    "/parties/turkiye?on=2022-05",
    "/parties/ots-secretariat",
    "/roles/cica-chair-turkiye?on=2012-05-01",
    "/roles/cica-chair-turkiye/history",
    "/catalogues/cica-2021",
    "/people/",
    "/people/laszlo-vasa?on=2015-05-08",
    "/people/farhad-mammadov",
    "/people/laszlo-vasa/sources",
    "/sources/",
    "/sources/F3",
    "/parties/ots?on=yesterday",
    "/meetings/",
    "/meetings/fprc-1?on=2015-12-31",
    "/meetings/fprc-2",
    "/series/ots-cfm?on=2015-12-31",
    "/series/ots-chs",
    "/calendar/2015",
    "/places/astana?on=2020-01-01",
    "/documents/",
    "/documents/fprc-mou",
    "/documents/cica-privileges-convention?on=2012-06-01",
    "/documents/f1",
    "/commitments/",
    "/commitments/special-publication",
    "/commitments/eprc-protocol-2023",
    "/completeness/ots",
    "/timeline/ots",
    "/catalogues/cica-2021/matrix",
    "/nothing-here",
]
PUBLIC_WORK = [
    "/search?q=council", "/search?q=mammadov", "/search?q=nothing+of+the+kind", "/search", "/api", "/account/sign-in",
    "/rounds/", "/boards/", "/boards/organisation/ots", "/boards/meeting/fprc-1", "/documents/fprc-mou/promises",
    "/spreadsheets/", "/meetings/fprc-2/matters-arising",
]  # fmt: skip
WORK = {
    "officer": [
        "/day", "/account/", "/rounds/", "/rounds/open", "/boards/organisation/ots", "/documents/fprc-mou/promises",
        "/documents/fprc-mou/text", "/spreadsheets/", "/commitments/special-publication/report",
        "/commitments/special-publication/split", "/meetings/fprc-2", "/meetings/fprc-2/matters-arising",
        "/search?q=council",
    ],
    "administrator": ["/background/", "/seats/", "/account/", "/day"],
    "focal-point.azerbaijan": ["/day", "/rounds/", "/seats/", "/account/", "/parties/ots"],
    "": PUBLIC_WORK,
}  # fmt: skip
VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


def sign_in(page, site, who):
    """Sign in as one of the example accounts, with the password that the page tells."""
    page.goto(site + "/account/sign-in")
    page.fill("#id_login", f"{who}@example.org")
    page.fill("#id_password", "lighthouse-keeper")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/day$"))


def _open(chromium, site, path, width=1280, scheme="light", **options):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(site) else None)
    page.goto(site + path)
    return context, page, troubles


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("path", PAGES)
def test_accessible_and_in_policy(chromium, site, path, width, scheme):
    """axe finds nothing; no policy is broken; nothing is asked of elsewhere; no page scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe

    context, page, troubles = _open(chromium, site, path, width, scheme, bypass_csp=True)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(v["id"], v["impact"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
    context, page, troubles = _open(chromium, site, path, width, scheme)
    assert [t for t in troubles if "404" not in t] == []
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("who", WORK, ids=lambda who: who or "the public")
def test_pages_of_work_are_accessible_and_in_policy(chromium, site, who, width, scheme):
    """The same of the pages of search, boards, rounds, papers and accounts, as those who work there get them."""
    from axe_playwright_python.sync_playwright import Axe

    found, view = {}, {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    context = chromium.new_context(bypass_csp=True, **view)
    strict = chromium.new_context(**view)  # axe itself is a script that the policy would not let in
    page, plain = context.new_page(), strict.new_page()
    if who:
        sign_in(page, site, who)
        strict.add_cookies(context.cookies())
    troubles: list[str] = []
    plain.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    plain.on("pageerror", lambda error: troubles.append(str(error)))
    for path in WORK[who]:
        status = page.goto(site + path).status
        broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        plain.goto(site + path)
        if status != 200 or broken or wide > 0 or troubles:
            found[path] = (status, [(v["id"], v["nodes"][0]["html"][:200]) for v in broken], wide, [*troubles])
            troubles.clear()
    context.close()
    strict.close()
    assert found == {}


def test_keyboard_reaches_the_day(chromium, site):
    """The skip link is first; the day of the record is asked for by keyboard alone, and links keep it."""
    context, page, _troubles = _open(chromium, site, "/parties/ots")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _press in range(20):
        if page.evaluate("document.activeElement.id") == "on":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("2015-12-31")
    page.keyboard.press("Enter")
    page.wait_for_url("**on=2015-12-31")
    assert page.locator("h1").inner_text().startswith("Turkic Council")
    page.locator("a", has_text="Türkiye").or_(page.locator("main a", has_text="Turkey")).first.click()
    assert "on=2015-12-31" in page.url
    context.close()


def test_a_suggestion_is_chosen_by_keyboard(chromium, site):
    """Arrows go through what begins so, Escape puts it away and leaves what is typed, Enter opens the one chosen."""
    context, page, troubles = _open(chromium, site, "/search")
    page.keyboard.type("тока")
    page.locator("#q[aria-expanded=true]").wait_for()
    assert page.locator("#q").get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == page.locator("#q").get_attribute("aria-activedescendant")
    assert "Tokayev" in chosen.inner_text()
    page.keyboard.press("Escape")
    page.locator("#q[aria-expanded=false]").wait_for()
    assert page.locator("#q").input_value() == "тока"
    page.keyboard.type("ев")
    page.locator("#q[aria-expanded=true]").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/**")
    assert troubles == []
    context.close()


def test_without_javascript(chromium, site):
    """Every page says the same without scripts; the date bar is a plain form."""
    context, page, _troubles = _open(chromium, site, "/parties/cica?on=2012-05-01", java_script_enabled=False)
    assert "Turkey" in page.locator("dl.facts").inner_text()
    page.locator("#on").fill("2022-05")
    page.locator(".asof button").click()
    assert "on=2022-05" in page.url
    context.close()


def test_a_mark_opens_its_citation(chromium, site):
    """One click from a value to the document and the place that state it."""
    context, page, _troubles = _open(chromium, site, "/parties/cica?on=2012-05-01")
    page.locator("dl.facts a.src").first.click()
    assert "/sources#since" in page.url
    assert page.locator("table.evidence").count() > 0
    context.close()


def test_prints_in_black_on_white(chromium, site):
    """Printed, a page carries no navigation and no dark ground."""
    context, page, _troubles = _open(chromium, site, "/parties/ots", scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    assert not page.locator("header nav").first.is_visible()
    context.close()
