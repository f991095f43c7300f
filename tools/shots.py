"""Takes the pictures of the pages: `python tools/shots.py ADDRESS [FOLDER]`, at 1280 and 390 px, light and dark."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = {
    "home": "/",
    "organisation": "/parties/cica?on=2012-05-01",
    "organisation-today": "/parties/ots",
    "state": "/parties/turkiye?on=2022-05",
    "body": "/parties/ots-secretariat",
    "person": "/people/laszlo-vasa?on=2015-05-08",
    "people": "/people/",
    "role": "/roles/cica-chair-kazakhstan?on=2010-02-01",
    "catalogue": "/catalogues/cica-2021",
    "sources": "/parties/cica/sources",
    "history": "/roles/cica-chair-turkiye/history",
    "parties": "/parties/",
    "source": "/sources/F3",
}
VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


def main() -> None:
    """Write one PNG per page and view."""
    address = sys.argv[1]
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, scheme in VIEWS:
            context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
