"""Where each answer stands in a spreadsheet: the sheet of the single answers, and a sheet for each repeat.

Answers are found again by the marks written beside them (`porteur.nature`, `actions[].titre`), wherever people moved them;
without marks, by the labels of the questions, so that a sheet made by hand is read too.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from assistant.answers import rows_of
from assistant.errors import AssistantError
from assistant.french import typography
from assistant.script import Question, Script
from assistant.sheets.cells import Book, Cell, Grid, Menu, Rows, Value, answer_of, written
from assistant.text import clean, plain_key
from assistant.wording import HOW_TO, purpose

ANSWERS = "Réponses"
_HEADS = ("Question", "Votre réponse", "Comment répondre", "À quoi cela sert", "Repère (à garder)")
_MARK, _ANSWER = plain_key(_HEADS[4]), plain_key(_HEADS[1])
_FIELD = re.compile(r"\s*([a-z0-9_.]+)\[\]\.(.+?)\s*", re.DOTALL)
ACCOUNTS = ("Compte", "Intitulé", "Ce qui y entre")
"""Heads of the accounts of a budget: written by the papers, they tell one that comes back from a file of answers."""
_SPARE = 200
"""How many rows are ready to be typed in under the last one of a repeat."""
_HEADED = 15
"""Within how many rows the marks of a sheet are looked for."""
_TOTALS = frozenset(("total", "totaux", "total_general", "somme", "ensemble", "en_tout", "total_annees"))
"""What people call the last row of a table, which adds up those above it."""
_NAME = 31
"""The longest name of a sheet, in characters."""


# --- Writing ------------------------------------------------------------------------------------------------------


def grids_of(script: Script, data: dict[str, Any]) -> list[Grid]:
    """The sheets of a file of answers: the single answers first, then each repeat in the order of the script.

    What no question asks is kept too, under its own mark.
    """
    repeats = {question.id: question for question in script.questions.values() if question.type == "repeat"}
    names = _sheet_names(repeats)
    tables = {name: _table(question, _at(data, name)) for name, question in repeats.items()}
    singles = _Singles(script, names)
    for chapter in script.chapters:
        singles.chapter(chapter.title)
        for question in chapter.questions:
            raw = _at(data, question.id)
            singles.question(question, None if tables.get(question.id) else raw)
    strangers = list(_strangers(data, script))
    if strangers:
        singles.chapter("Autres rubriques du fichier")
        for steps, raw in strangers:
            singles.stranger(steps, raw)
    return [singles.grid(), *(_repeat_grid(question, names[name], tables[name]) for name, question in repeats.items())]


def _sheet_names(repeats: dict[str, Question]) -> dict[str, str]:
    names: dict[str, str] = {}
    for path, question in repeats.items():
        name = re.sub(r"[\[\]:*?/\\']", " ", question.name)[:_NAME].strip() or path[:_NAME]
        name = name[:1].upper() + name[1:]
        taken = {plain_key(other) for other in (*names.values(), ANSWERS, "Listes")}
        names[path] = name if plain_key(name) not in taken else f"{name[: _NAME - 3]} {len(names) + 1}"
    return names


def _at(data: dict[str, Any], path: str) -> Any:
    value: Any = data
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _table(repeat: Question, raw: Any) -> list[dict[str, Any]]:
    """The rows of a repeat, when each of them tells something that its columns can hold; else none."""
    if not isinstance(raw, list | dict) or not raw:
        return []
    rows = rows_of(repeat, raw)
    return rows if all(any(written(value, None) not in {None, ""} for value in row.values()) for row in rows) else []


class _Singles:
    """The sheet of the single answers in the making."""

    def __init__(self, script: Script, names: dict[str, str]) -> None:
        self.names = names
        self.rows = [
            [Cell(typography(f"Dossier de candidature – {script.about.call}"), "title")],
            [Cell(typography(_GUIDE), "help")],
            [Cell(head, "head") for head in _HEADS],
        ]
        self.script = script
        self.menus: list[Menu] = []

    def chapter(self, title: str) -> None:
        self.rows.append([Cell(typography(title), "head"), *[Cell(None, "head")] * 4])

    def question(self, question: Question, raw: Any) -> None:
        if question.type == "repeat":
            elsewhere = f"Remplissez la feuille « {self.names[question.id]} »"
            help_text = f"{question.hint} {elsewhere} ; écrivez ici seulement « {question.none or 'aucun'} » ou « je ne sais pas encore »."
        else:
            help_text = _how_to(question)
        menu = _choices(question)
        if menu:
            self.menus.append(Menu(1, len(self.rows), len(self.rows), menu))
        self._row(typography(question.label), raw, question, typography(help_text), purpose(question, self.script), question.id)

    def stranger(self, steps: tuple[str, ...], raw: Any) -> None:
        plain = all(re.fullmatch(r"[^.\[\]\s]+", step) for step in steps)
        mark = ".".join(steps) if plain else json.dumps(steps, ensure_ascii=False)
        self._row("", raw, None, "", "", mark)

    def _row(self, label: str, raw: Any, question: Question | None, help_text: str, why: str, mark: str) -> None:
        answer = Cell(written(raw, question))
        self.rows.append([Cell(label), answer, Cell(help_text, "help"), Cell(why, "help"), Cell(mark, "key")])

    def grid(self) -> Grid:
        return Grid(ANSWERS, "", self.rows, (46, 44, 60, 40, 24), 3, len(self.rows), tuple(self.menus))


_GUIDE = (
    "Répondez dans la deuxième colonne. Laissez vide ce qui n'est pas encore tranché, ou écrivez « je ne sais pas encore ». "
    "Une case vide n'est jamais une réponse. Gardez la dernière colonne : elle sert à relire le fichier."
)


def _how_to(question: Question) -> str:
    words = [question.hint, f"{HOW_TO[question.type]}."]
    if question.choices:
        listed = " ; ".join(choice.label for choice in question.choices)
        words.append(f"{'Un ou plusieurs choix, séparés par « ; »' if question.type == 'choices' else 'Choix'} : {listed}.")
    if question.none:
        words.append(f"« {question.none} » est une réponse possible.")
    if question.relevant:
        words.append("Demandé seulement dans certains cas.")
    return " ".join(word for word in words if word)


def _choices(question: Question) -> tuple[str, ...]:
    """What a menu offers in a cell that takes one choice."""
    if question.type == "yes_no":
        return ("oui", "non")
    return tuple(typography(choice.label) for choice in question.choices) if question.type == "choice" else ()


def _repeat_grid(repeat: Question, name: str, table: list[dict[str, Any]]) -> Grid:
    fields = list(repeat.questions)
    others = dict.fromkeys(key for row in table for key in row if repeat.field(key) is None)
    marks = [*(field.id for field in fields), *others]
    item = repeat.item or "élément"
    guide = f"{repeat.hint} {'Une' if repeat.feminine else 'Un'} {item} par ligne, sous la ligne des repères, que l'on garde."
    rows = [
        [Cell(typography(repeat.label), "title")],
        [Cell(typography(guide.strip()), "help")],
        [Cell(typography(field.name[:1].upper() + field.name[1:]), "head") for field in fields]
        + [Cell(key, "head") for key in others],
        [Cell(typography(f"{field.label} {_how_to(field)}"), "help") for field in fields],
        [Cell(f"{repeat.id}[].{mark}", "key") for mark in marks],
        *([Cell(written(row.get(mark), repeat.field(mark))) for mark in marks] for row in table),
    ]
    menus = tuple(
        Menu(column, 5, len(rows) + _SPARE - 1, menu) for column, field in enumerate(fields) if (menu := _choices(field))
    )
    widths = tuple(44 if field.type == "long_text" else 28 for field in fields) + (24,) * len(others)
    return Grid(name, repeat.id, rows, widths, 5, len(rows) + _SPARE, menus)


def _strangers(data: dict[str, Any], script: Script, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The keys that belong to no question, with what they hold, and values where a group of questions is expected."""
    for key, value in data.items():
        steps = (*above, key)
        path = ".".join(steps)
        if path in script.questions and "." not in key:
            continue
        grouped = "." not in key and any(known.startswith(f"{path}.") for known in script.questions)
        if grouped and isinstance(value, dict):
            yield from _strangers(value, script, steps)
        elif value is not None and value != {}:
            yield steps, value


# --- Reading ------------------------------------------------------------------------------------------------------


def answers_of(book: Book, script: Script, where: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The answers of a spreadsheet, as a YAML file would hold them, and what is to be told of its sheets.

    Raises AssistantError when a question is answered twice, no sheet holds answers, or the file is a budget that was written as a
    paper: its years and its actions look like the lists of a dossier, of which they are a part, with sums among them.
    """
    reader = _Reader(script, where)
    for name, rows in book.items():
        reader.sheet(name, rows)
    if not reader.marked and any(_is_budget(rows) for rows in book.values()):
        raise AssistantError(
            f"« {where} » est un budget écrit par l'assistant, et non un fichier de réponses : ouvrez le dossier dont il vient, "
            "un fichier .yaml, et changez-y les montants."
        )
    if not reader.known:
        raise AssistantError(
            f"« {where} » ne contient aucune feuille de réponses : commencez un nouveau dossier dans l'application, ou partez du "
            "modèle que la commande « assistant template -o dossier.xlsx » écrit."
        )
    return reader.data, tuple(reader.told)


class _Reader:
    """Answers as they are met, sheet after sheet."""

    def __init__(self, script: Script, where: str) -> None:
        self.script = script
        self.where = where
        self.data: dict[str, Any] = {}
        self.told: list[str] = []
        self.known = 0
        self.marked = False
        """Whether a sheet has the marks of the template."""
        self.lines: dict[tuple[str, ...], int] = {}
        self.repeats = {path: question for path, question in script.questions.items() if question.type == "repeat"}

    def sheet(self, name: str, rows: Rows) -> None:
        for number, row in enumerate(rows[:_HEADED]):
            if any(isinstance(cell, str) and plain_key(cell) == _MARK for cell in row):
                self.marked = True
                return self._singles(rows, number)
            if marked := self._marks(row):
                self.marked = True
                return self._table(*marked, rows[number + 1 :], name)
        if (repeat := self._named(name)) and (headed := self._headed(repeat, rows)):
            return self._table(repeat, *headed, name)
        if self._looks_single(rows):
            return self._pairs(rows)
        if any(cell not in {None, ""} for row in rows for cell in row):
            self.told.append(
                f"la feuille « {clean(name)[:60]} » n'est pas lue : elle n'a ni les repères du modèle, ni le nom d'une liste"
            )
        return None

    def _marks(self, row: list[Value]) -> tuple[Question, dict[int, str]] | None:
        found = {column: mark for column, cell in enumerate(row) if isinstance(cell, str) and (mark := _FIELD.fullmatch(cell))}
        first = next((mark[1] for mark in found.values() if mark[1] in self.repeats), None)
        if first is None:
            return None
        return self.repeats[first], {column: mark[2] for column, mark in found.items() if mark[1] == first}

    def _named(self, name: str) -> Question | None:
        """The repeat that a sheet is named after."""
        told = plain_key(name)
        for path, question in self.repeats.items():
            names = (path, path.rpartition(".")[2], question.short, question.label, question.name[:_NAME])
            if told in {plain_key(known) for known in names if known}:
                return question
        return None

    def _headed(self, repeat: Question, rows: Rows) -> tuple[dict[int, str], Rows] | None:
        """The columns of a sheet made by hand, by the names of the fields in its first row that is not empty."""
        number = next((number for number, row in enumerate(rows) if any(cell not in {None, ""} for cell in row)), None)
        if number is None:
            return None
        columns = {column: str(cell) for column, cell in enumerate(rows[number]) if cell not in {None, ""}}
        known = {plain_key(name): field.id for field in repeat.questions for name in (field.label, field.short, field.id) if name}
        if not any(plain_key(head) in known for head in columns.values()):
            return None
        return {column: known.get(plain_key(head), head) for column, head in columns.items()}, rows[number + 1 :]

    def _table(self, repeat: Question, columns: dict[int, str], rows: Rows, name: str) -> None:
        self.known += 1
        table = []
        for row in rows:
            cells = {field: row[column] for column, field in columns.items() if column < len(row)}
            answers = {field: answer_of(cell, repeat.field(field)) for field, cell in cells.items()}
            told = {field: answer for field, answer in answers.items() if answer is not None}
            if told:
                table.append(told)
        if len(table) > 1 and plain_key(str(table[-1].get(repeat.title, ""))) in _TOTALS:
            last = clean(str(table.pop()[repeat.title]))[:60]
            self.told.append(
                f"la ligne « {last} » de la feuille « {clean(name)[:60]} » n'est pas lue : elle additionne les autres"
            )
        if table:
            steps = tuple(repeat.id.split("."))
            alone = self._put(steps, table)
            if alone is not None:
                self.told.append(
                    f"la feuille « {clean(name)[:60]} » est lue, et non la réponse « {clean(str(alone))[:60]} » à « {repeat.id} »"
                )

    def _singles(self, rows: Rows, head: int) -> None:
        self.known += 1
        heads = {plain_key(cell): column for column, cell in enumerate(rows[head]) if isinstance(cell, str)}
        mark, answer = heads[_MARK], heads.get(_ANSWER, 1)
        for number, row in enumerate(rows[head + 1 :], head + 2):
            told = [row[column] if column < len(row) else None for column in (mark, answer, 0)]
            name = told[0] if told[0] not in {None, ""} else told[2]
            if told[1] not in {None, ""} and name not in {None, ""}:
                self._single(str(name), told[1], number)

    def _looks_single(self, rows: Rows) -> bool:
        return any(isinstance(row[0], str) and self._asked(row[0]) for row in rows if len(row) > 1)

    def _pairs(self, rows: Rows) -> None:
        """A sheet made by hand: a question, by its mark or its label, then its answer."""
        self.known += 1
        for number, row in enumerate(rows, 1):
            if len(row) > 1 and row[0] not in {None, ""} and row[1] not in {None, ""}:
                self._single(str(row[0]), row[1], number)

    def _asked(self, name: str) -> str | None:
        """The path of the question that a mark or a label names."""
        if name.strip() in self.script.questions:
            return name.strip()
        told = plain_key(name)
        single = {path: question for path, question in self.script.questions.items() if "[" not in path}
        return next((p for p, q in single.items() if told in {plain_key(q.label), plain_key(q.short or q.label)}), None)

    def _single(self, name: str, cell: Value, line: int) -> None:
        path = self._asked(name)
        answer = answer_of(cell, self.script.questions.get(path) if path else None)
        if answer is None:
            return
        steps = tuple(path.split(".")) if path else _steps(name)
        if steps in self.lines:
            raise AssistantError(
                f"« {self.where} » répond deux fois à « {clean('.'.join(steps))[:60]} » (lignes {self.lines[steps]} et {line}) : "
                "n'en gardez qu'une."
            )
        self.lines[steps] = line
        alone = self._put(steps, answer, over=False)
        if alone is not None:
            self.told.append(
                f"la réponse « {clean(str(answer))[:60]} » à « {'.'.join(steps)} » n'est pas lue : sa feuille est remplie"
            )

    def _put(self, steps: tuple[str, ...], value: Any, over: bool = True) -> Any:
        """Put an answer where its steps lead; what stood there before, which stays unless `over`."""
        group = self.data
        for step in steps[:-1]:
            inner = group.get(step)
            if not isinstance(inner, dict):
                inner = group[step] = {} if inner is None else {"texte": inner}
            group = inner
        before = group.get(steps[-1])
        if isinstance(before, dict) and not isinstance(value, dict):
            before["texte"] = value
            return None
        if before is None or over:
            group[steps[-1]] = value
        return before


def _is_budget(rows: Rows) -> bool:
    """Whether a sheet has the accounts of a budget, wherever they begin: what is to be told of them stands above."""
    heads = {plain_key(head) for head in ACCOUNTS}
    return any(heads <= {plain_key(cell) for cell in row if isinstance(cell, str)} for row in rows)


def _steps(mark: str) -> tuple[str, ...]:
    """The keys that lead to what no question asks."""
    if mark.startswith("["):
        try:
            steps = json.loads(mark)
        except ValueError:
            steps = None
        if isinstance(steps, list) and steps and all(isinstance(step, str) for step in steps):
            return tuple(steps)
    return tuple(mark.split(".")) if re.fullmatch(r"[^.\[\]\s]+(\.[^.\[\]\s]+)*", mark) else (mark,)
