"""Sign-in in real Chromium: a passkey, codes from an app, a recovery code, a session that is ended from another."""

import re

import pytest

pytestmark = pytest.mark.browser

PASSWORD = "lighthouse-keeper"
PAGES = ["/account/", "/account/tokens", "/account/sessions", "/account/passkeys/", "/seats/", "/seats/invite",
         "/seats/accounts/", "/account/password", "/account/sign-out", "/account/prove"]  # fmt: skip
OUTSIDE = ["/account/sign-in", "/account/forgotten", "/account/registration", "/account/invitation/x"]


def _inside(chromium, site, who="officer", **options):
    """A browser in which one of the example accounts has signed in with the password."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    page.goto(site + "/account/sign-in")
    page.fill("#id_login", f"{who}@example.org")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/day$"))
    return context, page


def _prove(page):
    """Say the password once more, where it is asked for."""
    if "/account/prove" in page.url:
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/account/prove" not in url)


def _code(secret: str) -> str:
    """What an authenticator app shows at this moment: RFC 6238, six digits, thirty seconds."""
    import base64
    import hmac
    import struct
    import time

    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_a_passkey_is_added_and_opens_the_account(chromium, site):
    site = site.replace("127.0.0.1", "localhost")
    context, page = _inside(chromium, site, "registrar")
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(site + "/account/passkeys/add")
    _prove(page)
    page.fill("#id_name", "Laptop")
    page.check("#id_passwordless")
    page.click("#add")
    page.wait_for_url(lambda url: "/passkeys/add" not in url)
    page.goto(site + "/account/passkeys/")
    assert "Laptop" in page.locator("main").inner_text()
    page.goto(site + "/account/sign-out")
    with page.expect_navigation():
        page.click("main button[type=submit]")
    page.goto(site + "/account/sign-in")
    page.click("#passkey")
    page.wait_for_url(re.compile(r"/day$"))
    page.goto(site + "/account/")
    assert "Example registrar" in page.locator("h1").inner_text()
    page.goto(site + "/account/passkeys/")
    page.click("text=Remove")
    page.wait_for_url(re.compile("remove|prove"))
    _prove(page)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/account/passkeys/$"))
    assert "No passkey yet" in page.locator("main").inner_text()
    context.close()


def _chair(chromium, site):
    """The example account that chairs, whichever party that is for."""
    page = chromium.new_page()
    page.goto(site + "/account/sign-in")
    found = page.locator(".note code", has_text="chair.").inner_text().partition("@")[0]
    page.close()
    return found


def test_codes_from_an_app_and_a_recovery_code(chromium, site):
    chair = _chair(chromium, site)
    context, page = _inside(chromium, site, chair)
    page.goto(site + "/account/codes")
    _prove(page)
    assert page.locator(".qr svg path").evaluate("path => path.getBoundingClientRect().width") > 100
    page.fill("#id_code", _code(page.locator("#authenticator_secret").inner_text()))
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: not url.endswith("/account/codes"))
    page.goto(site + "/account/recovery")
    codes = page.locator("#recovery_codes li").all_inner_texts()
    assert len(codes) == 10
    context.close()
    for code, opens in ((codes[0], True), (codes[0], False)):
        context, page = chromium.new_context(), None
        page = context.new_page()
        page.goto(site + "/account/sign-in")
        page.fill("#id_login", f"{chair}@example.org")
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/account/second$"))
        page.goto(site + "/account/tokens")  # a password alone opens nothing
        assert page.url.endswith("/account/second")
        page.fill("#id_code", code)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("/day") is opens
        context.close()


def test_a_session_is_ended_from_another(chromium, site):
    one, here = _inside(chromium, site, "officer")
    two, there = _inside(chromium, site, "officer")
    here.goto(site + "/account/sessions")
    other = here.locator("tr", has_not_text="this one").locator("button")
    while other.count():
        with here.expect_navigation():
            other.first.click()
    there.goto(site + "/account/")
    assert "/account/sign-in" in there.url
    here.goto(site + "/account/")
    assert "Example officer" in here.locator("h1").inner_text()
    one.close()
    two.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_are_accessible_and_in_policy(chromium, site, width, scheme):
    """axe finds nothing, no page scrolls sideways, and the policy holds, inside and outside."""
    from axe_playwright_python.sync_playwright import Axe

    context, page = _inside(chromium, site, "administrator", bypass_csp=True, color_scheme=scheme)
    found = {}
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(site + path)
        if page.locator("details.door").count():
            page.locator("details.door summary").click()
        broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if broken or wide > 0:
            found[path] = ([(v["id"], v["nodes"][0]["html"][:200]) for v in broken], wide)
    context.close()
    context = chromium.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in OUTSIDE:
        page.goto(site + path)
        broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if broken:
            found[path] = [(v["id"], v["nodes"][0]["html"][:200]) for v in broken]
    context.close()
    assert found == {}


def test_scripts_keep_to_the_policy_and_pages_work_without_them(chromium, site):
    context, page = _inside(chromium, site, "administrator")
    troubles = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for path in (*PAGES, "/account/codes"):
        page.goto(site + path)
    for path in ("/account/passkeys/add", "/account/codes"):
        page.goto(site + path)
        _prove(page)
    context.clear_cookies()
    page.goto(site + "/account/sign-in")
    assert troubles == []
    context.close()
    context, page = _inside(chromium, site, "administrator", java_script_enabled=False)
    page.locator("details.door summary").click()
    page.click("text=Sign out")
    page.wait_for_url(re.compile("sign-out"))
    with page.expect_navigation():
        page.click("main button[type=submit]")
    page.goto(site + "/account/")
    assert "/account/sign-in" in page.url
    context.close()
