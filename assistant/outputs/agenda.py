"""The checklist for other programs: the calendar of what is left to do (iCalendar, RFC 5545), and its lines as CSV."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from assistant.french import date_long, date_short, typography
from assistant.outputs.checklist import SEVERITY_TITLES, VERDICTS, Cite, label
from assistant.outputs.model import one_line
from assistant.outputs.schedule import deadline, schedule
from assistant.outputs.tables import as_csv
from assistant.rules import Report
from assistant.script import Script


def agenda(script: Script, report: Report, title: str, today: date) -> bytes:
    """A day-long event for each step that has something left to do, and for the deadline, which stands alone once it is past."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//assistant//calendrier de candidature//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", typography(one_line(f"{script.about.call} – {title}" if title else script.about.call)))
    plan = script.papers.calendar
    last = deadline(plan, script) if plan else today
    events = [
        # A step whose day is past is for the day of reference; once the deadline is past, nothing is left to plan.
        (
            max(due.day, today),
            f"{due.step.title} ({due.step.who})",
            "\n".join(
                [*([f"À faire avant le {date_long(due.day)}."] if due.day < today else []), *(f"- {what}" for what in due.to_do)]
            ),
        )
        for due in schedule(script, report)
        if due.to_do and today <= last
    ]
    if plan and today > last:
        events.append((last, "Date limite (passée)", script.about.call))
    elif plan:
        events.append((last - timedelta(days=plan.margin), plan.last, script.about.call))
    for day, name, told in events:
        event = Event()
        # The same step of the same campaign is the same event: taking the calendar in again replaces it.
        event.add("uid", hashlib.sha256(f"{script.about.call}\n{name}".encode()).hexdigest()[:32])
        event.add("dtstamp", datetime.combine(today, time(12), UTC))
        event.add("dtstart", day)
        event.add("summary", typography(one_line(name)))
        event.add("description", typography(told))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def lines(script: Script, report: Report, cite: Cite) -> str:
    """The findings as CSV, one a line."""
    dues = {finding.requirement: due for due in schedule(script, report) for finding in due.left}
    rows = [["Gravité", "État", "Point", "Constat", "À faire", "Qui", "Au plus tard le", "Passages"]]
    for finding in report.findings:
        due = dues.get(finding.requirement)
        rows.append(
            [
                SEVERITY_TITLES[finding.severity].partition(" :")[0],
                label(finding.severity, finding.status),
                finding.title,
                finding.message,
                finding.fix or "",
                due.step.who if due else "",
                date_short(due.day) if due else "",
                " ; ".join(cite(section) for section in (finding.section, *finding.also)),
            ]
        )
    return as_csv([*rows, ["Résultat", f"dossier {VERDICTS[report.verdict]}"]])
