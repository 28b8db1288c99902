"""Who does what and when, for people, for calendars and for spreadsheets."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from assistant.campaign import Campaign
from assistant.dossier import save_dossier
from assistant.errors import AssistantError
from assistant.outputs.agenda import agenda, lines
from assistant.outputs.checklist import checklist
from assistant.outputs.markdown import markdown
from assistant.outputs.model import Bullets, Callout, Table, plain
from assistant.outputs.papers import Desk
from assistant.outputs.tables import inert_cell
from assistant.rules import Report
from tests.mini import COMPLETE, DAY, ROOT, dossier, rulebook, script


def report(day: date = DAY, **answers: Any) -> Report:
    return rulebook().evaluate(dossier(**answers), day)


def table(day: date, **answers: Any) -> list[list[str]]:
    blocks = checklist(script(), report(day, **answers), "", day, str).blocks
    found = next(block for block in blocks if isinstance(block, Table))
    return [[plain(cell).replace("\u00a0", " ") for cell in row] for row in found.rows]


def test_steps_count_back_from_the_deadline() -> None:
    rows = table(DAY, porteur={"nature": "association", "statuts": True}, budget={"cofinanceurs": []})
    assert [row[:3] for row in rows] == [
        ["21 mars 2031", "le conseil", "Décider"],
        ["20 avril 2031", "la trésorière", "Compter"],
        ["29 avril 2031", "la personne du dépôt", "Déposer le dossier"],
        ["30 avril 2031", "", "Date limite"],
    ]
    assert rows[0][3] == "☑ rien à faire"
    assert "ne dépasse pas" in rows[1][3]


def test_a_day_that_is_past_is_told() -> None:
    assert table(date(2031, 3, 25))[0][0] == "21 mars 2031 (passé : au plus vite)"
    # Once the deadline is past, one line says it, not all of them.
    assert table(date(2031, 5, 1))[0][0] == "21 mars 2031"
    assert table(date(2031, 3, 21))[0][0] == "21 mars 2031"


def test_once_the_deadline_is_past_it_is_said_and_nothing_is_left_to_plan() -> None:
    late = date(2031, 5, 1)
    made = checklist(script(), report(late), "", late, str)
    assert "La date limite, le 30 avril 2031, est passée." in [
        plain(block.text).replace("\u00a0", " ") for block in made.blocks if isinstance(block, Callout)
    ]
    assert table(late)[-1][0] == "30 avril 2031 (passé)"
    assert ", au plus tard le" not in markdown(made)
    events = Calendar.from_ical(agenda(script(), report(late), "", late)).walk("VEVENT")
    assert [(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events] == [
        ("Date limite (passée)", date(2031, 4, 30))
    ]


def test_what_was_read_in_an_answer_is_told_by_the_name_of_its_question() -> None:
    told = report(projet={"debut": "mars 2032"}, parcelles=[{"nom": "A", "surface": "grande"}])
    made = checklist(script(), told, "", DAY, str)
    said = [plain(item).replace("\u00a0", " ") for block in made.blocks if isinstance(block, Bullets) for item in block.items]
    assert any(line.startswith("« Début des travaux » : « mars 2032 » n'a pas de jour".replace("'", "’")) for line in said)
    assert any(line.startswith("« Surface » (parcelle 1) : ") for line in said)


def test_the_calendar_holds_what_is_left_and_the_deadline() -> None:
    made = agenda(script(), report(date(2031, 3, 25)), "Oasis; x,\ny", date(2031, 3, 25))
    events = list(Calendar.from_ical(made).walk("VEVENT"))
    assert [str(event["SUMMARY"]) for event in events] == [
        "Décider (le conseil)",
        "Compter (la trésorière)",
        "Déposer le dossier (la personne du dépôt)",
        "Date limite",
    ]
    assert [event.decoded("DTSTART") for event in events] == [date(2031, 3, 25), *(date(2031, 4, day) for day in (20, 29, 30))]
    assert len({str(event["UID"]) for event in events}) == 4
    assert made == agenda(script(), report(date(2031, 3, 25)), "Oasis; x,\ny", date(2031, 3, 25))
    done = Calendar.from_ical(agenda(script(), report(**COMPLETE), "", DAY)).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in done] == ["Déposer le dossier (la personne du dépôt)", "Date limite"]


def test_the_lines_are_read_back_and_none_of_them_acts() -> None:
    text = lines(script(), report(porteur={"nature": '=HYPERLINK("http://x.fr";"a")\n+1'}), str)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert {len(row) for row in rows[:-1]} == {8}
    assert len(rows) == len(script().requirements) + 2
    assert rows[1][5:7] == ["le conseil", "21/03/2031"]
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    for words in ("=1+1", "+1", "-1", "@x", "\t=1", "  =1", "|calc", "\r1"):
        assert inert_cell(words).startswith("'")
    assert inert_cell("12 = 12") == "12 = 12"


def test_the_checklist_is_written_in_its_own_formats_too(tmp_path: Path) -> None:
    save_dossier(dossier(**COMPLETE), tmp_path / "f.yaml")
    desk = Desk.open(Campaign(ROOT), tmp_path / "f.yaml", DAY)
    for name, start in (("l.ics", b"BEGIN:VCALENDAR"), ("l.csv", b"\xef\xbb\xbfGravit"), ("l.odt", b"PK")):
        desk.write("checklist", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(AssistantError, match=r"\.csv, \.ics"):
        desk.write("checklist", tmp_path / "l.xyz")
    with pytest.raises(AssistantError, match=r"« \.ics » n'est pas proposé"):
        desk.write("outline", tmp_path / "l.ics")
