"""A board as data (JSON) and as a spreadsheet: the figures of the page and no others."""

from typing import Any

from django.utils.translation import gettext as _

from kurultay.kit.names.choice import choose
from kurultay.kit.pages.asked import Asked
from kurultay.kit.pages.sheets import Sheet
from kurultay.record.commitments.models.ahead import Fate
from kurultay.record.commitments.models.boards import Board, Branch
from kurultay.record.commitments.models.lines import Line
from kurultay.record.commitments.models.standing import STATUSES, Due

from .shown import Shown


def name_of(row: Any, question: Asked) -> str:
    """What a row is called that day, in the language asked for; "" for one above the reader's clearance."""
    if row is None or row.veiled:
        return ""
    if not hasattr(row, "names"):
        return str(row)
    named = choose(row.names.all(), question.on, question.lang, kinds=("short", "official"))
    return named.text if named else str(row.key)


def due_words(due: Due) -> str:
    """A due date as the record writes it: EDTF, or the key of the meeting."""
    return due.text or (due.meeting.key if due.meeting is not None and not due.meeting.veiled else "")


def _counts(board: Board) -> dict[str, Any]:
    return {
        "on": board.on.edtf, "total": board.total, "running": board.running, "done": board.done,
        "overdue": board.overdue, "possibly_overdue": board.maybe_overdue, "moves": board.moves,
        "statuses": board.statuses,
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    return {
        "commitment": line.thing.key, "status": line.standing.status, "overdue": str(line.standing.overdue),
        "due": [due_words(due) for due in line.standing.due], "moved": line.standing.moved,
    }  # fmt: skip


def _fate(fate: Fate) -> dict[str, Any]:
    step = fate.shows
    shows = {"kind": step.kind, "on": step.on, "text": step.text} if step is not None else None
    return {**_line(fate.line), "then": fate.then or None, "shows": shows}


def branch(row: Branch) -> dict[str, Any]:
    """One area or organisation with its counts."""
    return {"key": row.thing.key, "depth": row.depth, "total": row.total, "done": row.done, "running": row.running,
            "overdue": row.overdue, "statuses": row.statuses}  # fmt: skip


def as_data(shown: Shown) -> dict[str, Any]:
    """The board as plain values, for JSON."""
    scope = shown.board.scope
    found = {
        "kind": scope.kind, "key": scope.thing.key, **_counts(shown.board),
        "years": [{"on": end.isoformat(), "statuses": statuses} for end, statuses in shown.board.years],
        "running_by_year_made": [
            {"year": age.year or None, "running": age.running, "overdue": age.overdue} for age in shown.board.ages
        ],
        "answers": [
            {"party": a.party.key, "owed": a.owed, "answered": a.answered, "percent": a.rate, "done": a.done,
             "overdue": a.overdue}
            for a in shown.board.answers
        ],
        "each": [_fate(fate) for fate in shown.lists.each],
        "coming": [_line(line) for line in shown.coming],
        "late": [_line(line) for line in shown.late],
        "slips": [
            {"commitment": s.thing.key, "on": s.step.on, "from": due_words(s.before), "to": due_words(s.after),
             "days": s.days, "why": s.step.text,
             "by": s.step.by_party.key if s.step.by_party and not s.step.by_party.veiled else None}
            for s in shown.slips
        ],
    }  # fmt: skip
    if "area" in scope.tallies:
        found["areas"] = [branch(row) for row in shown.branches]
    if shown.then is not None:
        found["then"] = _counts(shown.then)
        found["changes"] = [{"then": c.then, "now": c.now, "number": c.number} for c in shown.changes]
    return found


def as_sheets(shown: Shown, question: Asked) -> list[Sheet]:
    """The board as sheets of a workbook, with names beside the keys."""
    board, then = shown.board, shown.then
    counts: list[list[Any]] = [
        [_(STATUSES[c.status]), c.then, c.now, c.difference] for c in shown.compared
    ] if then else [[_(STATUSES[status]), number] for status, number in board.statuses.items()]  # fmt: skip
    for words, name in ((_("All"), "total"), (_("Overdue"), "overdue"), (_("Possibly overdue"), "maybe_overdue"),
                        (_("Moves of due dates"), "moves")):  # fmt: skip
        now = getattr(board, name)
        counts.append([words, getattr(then, name), now, now - getattr(then, name)] if then else [words, now])
    heads = [_("Status"), then.on.edtf, board.on.edtf, _("Difference")] if then else [_("Status"), board.on.edtf]
    sheets: list[Sheet] = [
        (_("Counts"), heads, counts),
        (_("Years"), [_("As of"), *(_(STATUSES[s]) for s in STATUSES)],
         [[end.isoformat(), *(statuses.get(s, 0) for s in STATUSES)] for end, statuses in board.years]),
        (_("Still running"), [_("Made in"), _("Running"), _("Overdue")],
         [[age.year or _("not known"), age.running, age.overdue] for age in board.ages]),
        (_("Parties"), [_("Key"), _("Party"), _("Owes"), _("Answered"), _("Of a hundred"), _("Done"), _("Overdue")],
         [[a.party.key, name_of(a.party, question), a.owed, a.answered, a.rate, a.done, a.overdue]
          for a in board.answers]),
        (_("Due next"), _heads(), [_row(line, question) for line in shown.coming]),
        (_("Overdue"), _heads(), [_row(line, question) for line in shown.late]),
        (_("Moved"), [_("Key"), _("Commitment"), _("On"), _("From"), _("To"), _("Days"), _("By"), _("Why")],
         [[s.thing.key, name_of(s.thing, question), s.step.on, due_words(s.before), due_words(s.after), s.days,
           name_of(s.step.by_party, question), s.step.text] for s in shown.slips]),
    ]  # fmt: skip
    if shown.branches:
        rows = [[b.thing.key, "  " * b.depth + name_of(b.thing, question), b.total, b.done, b.running, b.overdue]
                for b in shown.branches]  # fmt: skip
        sheets.append((_("Areas"), [_("Key"), _("Area"), _("All"), _("Done"), _("Running"), _("Overdue")], rows))
    return sheets


def _heads() -> list[str]:
    return [_("Key"), _("Commitment"), _("Due"), _("Status"), _("Moved")]


def _row(line: Line, question: Asked) -> list[Any]:
    due = ", ".join(filter(None, (due_words(due) for due in line.standing.due)))
    status = _(STATUSES[line.standing.status])
    return [line.thing.key, name_of(line.thing, question), due, status, line.standing.moved]
