"""A focal point with a telephone: from the link in a mail through sign-in to a saved report with evidence."""

import re
import subprocess
import sys
import time
from email import message_from_bytes, policy

import pytest

from tests.serving import ROOT, Served, surroundings

pytestmark = pytest.mark.browser
PASSWORD = "lighthouse-keeper"
MOST_TAPS = 10

# A round that asks the example focal point about three commitments, and a reminder of it in the queue.
ROUND = """
import django
django.setup()
from datetime import timedelta
from kurultay.faces.work.actions import queue
from kurultay.kit import clock
from kurultay.kit.letters import jobs
from kurultay.kit.reading import reading_as, system
from kurultay.modules.rounds import actions as rounds
from kurultay.modules.seats.models import Seat
from kurultay.record.commitments import actions as commitments
from kurultay.record.documents.models import Document
from kurultay.record.parties.models import Party

by = system("test")
with reading_as(by):
    seat = Seat.objects.filter(role="focal-point").order_by("id").prefetch_related("account").first()
    of, party = (Party.objects.get(key=key) for key in (seat.organisation, seat.party))
    paper = Document.objects.filter(of=of).order_by("id").first()
    for n in (1, 2, 3):
        made = commitments.undertake(f"phone-{n}", verb="undertakes", name=f"Promise {n} of a telephone", of=of,
            document=paper, on="2020-01-01", due="2030-01-01", keeper=of.key, by=by)
        commitments.assign(made, party=party, by=by)
    today = clock.today()
    thing = rounds.open_round("phone", of=of, title="Round by telephone", opens=today.isoformat(),
        due=(today + timedelta(days=30)).isoformat(), by=by)
    rounds.remind(thing, party=party, on=today.isoformat(), by=by)
queue(jobs()["rounds.letters"].run())
print(seat.account.mail)
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A server, the address of the focal point, and the link in the mail that the server sent to it."""
    data = tmp_path_factory.mktemp("phone")
    server = Served(data)
    try:
        env = surroundings(data) | {"DJANGO_SETTINGS_MODULE": "kurultay.config.settings"}
        done = subprocess.run([sys.executable, "-c", ROUND], cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        address = done.stdout.split()[-1]
        yield address, _link(data / "mail", address)
    finally:
        server.stop()


def _link(folder, address):
    """The link in the reminder, once the server has sent it."""
    for _try in range(120):
        for file in folder.glob("reminder*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            if mail["To"] == address:
                return re.search(r"http\S+", mail.get_body(("plain",)).get_content())[0]
        time.sleep(0.5)
    raise AssertionError(f"no mail in {folder}")


def test_from_the_mail_to_a_saved_report_with_evidence_in_under_ten_taps(chromium, asked):
    address, link = asked
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page, taps = context.new_page(), []

    def tap(what):
        taps.append(what)
        page.locator(what).tap()

    def write(where, text):
        tap(where)
        page.keyboard.type(text)

    taps.append("the link in the mail")
    page.goto(link)
    write("#id_login", address)
    write("#id_password", PASSWORD)
    with page.expect_navigation():
        tap("main form[action='/account/sign-in'] button[type=submit]")
    assert re.search(r"/rounds/phone/of/[a-z-]+$", page.url)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    write("[id='id_text.phone-1']", "Two of three ministries have done it.")
    write("[id='id_evidence.phone-1']", "https://example.org/done")
    with page.expect_navigation():
        tap("#answers button:not([name])")
    said = page.locator("#phone-1").inner_text()
    assert "Two of three ministries have done it." in said
    assert "Reported on" in said
    assert len(taps) < MOST_TAPS, taps
    page.goto(link)  # signed in, the link leads there at once
    assert page.url.partition("?")[0].endswith(f"/of/{address.partition('.')[2].partition('@')[0]}")
    before = len(taps)
    with page.expect_navigation():
        tap("#answers button[value='*']")
    assert len(taps) - before == 1
    assert page.locator("text=No change, said on").count() == page.locator("section.asks").count() - 1
    page.goto(page.url.partition("/rounds/")[0] + "/commitments/phone-1")
    assert page.locator("a[href='https://example.org/done']").count()
    context.close()
