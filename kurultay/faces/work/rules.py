"""Who may stop mails and jobs: administrators, of the organisation or of the installation."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.reading import Reader

from .models import Mail, Schedule


def administers(by: Reader, organisation: str) -> str | None:
    """None for an administrator of the organisation (a key) or of the installation, and for the system; else why not.

    "" is the installation itself.
    """
    seats = {seat.organisation for seat in by.seats if seat.role == "administrator"}
    if by.is_system or seats & {"", organisation}:
        return None
    return _("This is for administrators.")


def organisations(by: Reader) -> frozenset[str] | None:
    """Keys of the organisations whose mail `by` watches over; None is every one."""
    seats = frozenset(seat.organisation for seat in by.seats if seat.role == "administrator")
    return None if by.is_system or "" in seats else seats


def stop(by: Reader, mail: Mail, **words: Any) -> str | None:
    """A waiting mail is stopped by an administrator of the organisation that sends it."""
    return administers(by, mail.organisation)


def stop_all(by: Reader, organisation: str, **words: Any) -> str | None:
    """All waiting mail of an organisation is stopped by its administrators."""
    return administers(by, organisation)


def send_again(by: Reader, mail: Mail, **words: Any) -> str | None:
    """A mail that failed, was stopped or may have been sent is sent again by an administrator of its organisation."""
    return administers(by, mail.organisation)


def pause(by: Reader, schedule: Schedule, **words: Any) -> str | None:
    """A job is paused by an administrator of the installation."""
    return administers(by, "")


def resume(by: Reader, schedule: Schedule, **words: Any) -> str | None:
    """A job is taken up again by an administrator of the installation."""
    return administers(by, "")
