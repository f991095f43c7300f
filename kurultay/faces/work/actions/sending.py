"""Sending one mail, once.

Its words are written at that moment, in the sight that whoever gets it has then. It is marked as being sent, and that
is committed, before the mail server gets it; marked as sent after. Where the machine stops in between, a folder tells
by the file's name whether it has the mail, so that it is there exactly once. An SMTP server does not tell: such a mail
is "perhaps sent", goes out at most once, and waits for a person.
"""

import logging
import re
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django_tasks import task

from kurultay.kit import clock
from kurultay.kit.letters import Contact, Said, as_of_now, written

from ..models import Mail

MOST_TRIES = 8
log = logging.getLogger(__name__)


def backoff(tries: int) -> timedelta:
    """How long to wait after so many tries: a minute, four, sixteen and so on, at most twelve hours."""
    return min(timedelta(minutes=4 ** (tries - 1)), timedelta(hours=12))


def message_id(mail: Mail) -> str:
    """The same for a mail whenever it is sent, so that whoever gets it twice may see that it is one."""
    return f"<{re.sub(r'[^A-Za-z0-9.-]', '_', mail.key)}.{mail.pk}@kurultay>"


@task
def send_mail(number: int) -> str:
    """Send the mail of this number; what became of it."""
    return deliver(number)


def deliver(number: int) -> str:
    """Send a mail that waits, or settle one that was being sent when the machine stopped; its state afterwards."""
    mail = Mail.objects.filter(pk=number).first()
    if mail is None:
        return "gone"
    connection: Any = get_connection()
    if mail.state == "sending":
        return _settle(mail, connection)
    taken = Mail.objects.filter(pk=number, state="queued", next_at__lte=clock.now())
    if not taken.update(state="sending", tries=mail.tries + 1):
        return str(mail.state)
    mail.tries += 1
    return _send(mail, connection)


def _settle(mail: Mail, connection: Any) -> str:
    """What became of a mail that was handed over when the machine stopped."""
    if not hasattr(connection, "holds"):
        return _become(mail, "unknown", said="The machine stopped while the mail server had it.")
    if connection.holds(message_id(mail)):
        return _become(mail, "sent")
    return _send(mail, connection)


def _send(mail: Mail, connection: Any) -> str:
    try:
        to = as_of_now(Contact(mail.address, mail.role, mail.organisation, mail.party, account=mail.account))
        said = written(mail.writer, mail.thing, to) if to is not None else None
    except Exception as error:  # whatever is wrong with its words, it is not left half sent
        log.exception("Mail %s could not be written", mail.pk)
        return _wait(mail, f"{type(error).__name__}: {error}")
    if said is None:
        return _become(mail, "void")
    try:
        _message(mail, said, connection).send()
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:  # it may have taken the mail before
        return _become(mail, "unknown", said=str(error))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        log.warning("Mail %s was not sent: %s", mail.pk, error)
        return _wait(mail, str(error))
    return _become(mail, "sent")


def _message(mail: Mail, said: Said, connection: Any) -> EmailMultiAlternatives:
    """The message as text and, where it has one, as HTML; the one click of RFC 8058 ends mail of its kind."""
    headers = {"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"}
    if said.stop:
        headers |= {"List-Unsubscribe": f"<{said.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subject = " ".join(said.subject.split())  # a line break would begin another header
    message = EmailMultiAlternatives(
        subject, said.text, settings.DEFAULT_FROM_EMAIL, [mail.address], headers=headers, connection=connection
    )
    if said.html:
        message.attach_alternative(said.html, "text/html")
    return message


def _become(mail: Mail, state: str, said: str = "") -> str:
    """Leave "being sent" for another state."""
    being = Mail.objects.filter(pk=mail.pk, state="sending")
    if state == "sent":
        being.update(state=state, sent_at=clock.now(), said="")
    else:
        being.update(state=state, said=said[:500])
    return state


def _wait(mail: Mail, said: str) -> str:
    """Try again later, a few times."""
    if mail.tries >= MOST_TRIES:
        return _become(mail, "failed", said)
    later = clock.now() + backoff(mail.tries)
    with transaction.atomic():
        Mail.objects.filter(pk=mail.pk, state="sending").update(state="queued", next_at=later, said=said[:500])
        send_mail.using(run_after=later).enqueue(mail.pk)
    return "queued"
