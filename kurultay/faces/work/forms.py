"""Where work in the background is stopped and goes on: its own page."""

OWN_PAGES = dict.fromkeys(("work.stop", "work.send_again", "work.pause", "work.resume"), "/background/") | {
    "work.stop_all": "/background/halt"
}
