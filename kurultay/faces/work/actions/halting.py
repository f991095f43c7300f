"""What administrators do: stop a mail or all that wait, send one again, pause a job and take it up again."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kurultay.kit import clock
from kurultay.kit.acting import Refused, act
from kurultay.kit.reading import Reader

from ..models import Mail, Schedule
from .sending import send_mail


@act(label="stopped a mail", says=gettext_lazy("%(who)s stopped the mail %(thing)s."))
def stop(mail: Mail, *, by: Reader, reason: str = "") -> Mail:
    """Keep a waiting mail from being sent."""
    if not Mail.objects.filter(pk=mail.pk, state="queued").update(state="stopped"):
        raise Refused(_("This mail does not wait any more."))
    mail.state = "stopped"
    return mail


@act(label="stopped all waiting mail", says=gettext_lazy("%(who)s stopped all waiting mail: %(thing)s."))
def stop_all(organisation: str, *, by: Reader, reason: str = "") -> int:
    """Keep all waiting mail of an organisation (a key; "" is everybody's) from being sent; how many."""
    waiting = Mail.objects.filter(state="queued")
    return (waiting.filter(organisation=organisation) if organisation else waiting).update(state="stopped")


@act(label="sent a mail again", says=gettext_lazy("%(who)s sent the mail %(thing)s again."))
def send_again(mail: Mail, *, by: Reader, reason: str = "") -> Mail:
    """Queue a mail again that was stopped, failed, or may have been sent; in the last case it may arrive twice."""
    ended = Mail.objects.filter(pk=mail.pk, state__in=("stopped", "failed", "unknown"))
    if not ended.update(state="queued", tries=0, next_at=clock.now(), said=""):
        raise Refused(_("This mail was sent, or waits to be."))
    mail.state = "queued"
    send_mail.enqueue(mail.pk)
    return mail


@act(label="paused a job", says=gettext_lazy("%(who)s paused the job %(thing)s."))
def pause(schedule: Schedule, *, by: Reader, reason: str = "") -> Schedule:
    """Keep a job from being done until it is taken up again."""
    if not Schedule.objects.filter(pk=schedule.pk, stopped=False).update(stopped=True):
        raise Refused(_("This job is paused already."))
    schedule.stopped = True
    return schedule


@act(label="took up a job again", says=gettext_lazy("%(who)s took up the job %(thing)s again."))
def resume(schedule: Schedule, *, by: Reader, reason: str = "") -> Schedule:
    """Do a paused job again at its hours."""
    if not Schedule.objects.filter(pk=schedule.pk, stopped=True).update(stopped=False):
        raise Refused(_("This job is not paused."))
    schedule.stopped = False
    return schedule
