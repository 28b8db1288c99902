"""A dossier is an application file: the answers as typed, and what each one means.

Answers are kept exactly as they were typed; what a question's type makes of them is worked out on reading (`assistant.answers`).
A dossier never changes: an edit gives a new one that shares the rest, so undo is keeping the old one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.answers import ABSENT, Answer, elsewhere, rows_of, understand, within
from assistant.errors import AssistantError
from assistant.files import dump_json, dump_yaml, read_data, write_whole
from assistant.french import count
from assistant.script import Ours, Question, Script, general
from assistant.text import clean, plain_key, short

_NEAR = 60
"""How like a name must be, in hundredths, to be offered for one that no question has."""
_TOLD = 20
"""How many keys that no question has are told by name."""
_EXPECTED = 3
"""How many names of sections are told where a file has none of them."""
_TOLD_ALIKE = 3
"""How many rows of a list in which one field is read alike are told by name."""
SHEETS = frozenset((".xlsx", ".ods", ".csv", ".xls", ".xlsm", ".xlsb", ".fods", ".numbers", ".tsv"))
"""The suffixes of spreadsheets, those that are not read included."""
_DOCUMENTS = frozenset((".docx", ".odt", ".doc", ".pdf", ".html", ".rtf", ".pptx", ".odp"))


@dataclass(frozen=True)
class Dossier:
    """The answers of one application file against a script; `data` is the file's content as typed.

    `renamed` says which keys of the file were read as those of a question.
    """

    script: Script
    data: dict[str, Any] = field(default_factory=dict)
    renamed: tuple[str, ...] = ()

    @cached_property
    def _replies(self) -> dict[str, Answer]:
        return {}

    @cached_property
    def _tables(self) -> dict[str, list[dict[str, Any]]]:
        return {}

    def reply(self, path: str) -> Answer:
        """The answer at a path (`porteur.nature`, `actions[0].titre`); absent when there is no such question or row."""
        if path not in self._replies:
            self._replies[path] = self._reply(path)
        return self._replies[path]

    def _reply(self, path: str) -> Answer:
        question = self.script.question(path)
        if question is None:
            return ABSENT
        if "[" not in path:
            answer = understand(question, self._raw(path), self.ours(question))
            return elsewhere(question, self._raw(question.told_in)) if answer is ABSENT and question.told_in else answer
        rows, row, name = _place(path)
        table = self._rows(rows)
        if not 0 <= row < len(table):
            return ABSENT
        answer = understand(question, table[row].get(name), self.ours(question))
        return within(self.script.questions[rows], question, table[row]) if answer is ABSENT else answer

    def ours(self, question: Question) -> Ours | None:
        """How the applicant names itself in the answer to a question, by what it says of itself elsewhere."""
        return next((ours for ours in question.ours if self.reply(ours.of).value == ours.value), None)

    def _raw(self, path: str) -> Any:
        value: Any = self.data
        for step in path.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        return value

    def rows(self, path: str) -> int | None:
        """How many rows a repeat has: 0 for an explicit none, None when it was not answered."""
        answer = self.reply(path)
        return len(answer.value) if answer.state in {"given", "none"} else None

    def table(self, path: str) -> list[dict[str, Any]]:
        """The rows of a repeat as typed, by the ids of their fields; none when it has none."""
        return list(self._rows(path))

    def _rows(self, path: str) -> list[dict[str, Any]]:
        if path not in self._tables:
            given = self.reply(path).state == "given"
            self._tables[path] = rows_of(self.script.questions[path], self._raw(path)) if given else []
        return self._tables[path]

    def with_answer(self, path: str, raw: Any) -> "Dossier":
        """The dossier with another answer at a path; every other answer stays. None takes the answer away.

        Raises IndexError for a row that is not there.
        """
        if "[" not in path:
            return self._changed(path, raw, f"{path}[")
        rows, row, name = _place(path)
        table = list(self._rows(rows))
        if not 0 <= row < len(table):
            raise IndexError(path)
        table[row] = _put(table[row], [name], raw)
        return self._changed(rows, table, f"{rows}[{row}].")  # a title may tell what other fields lack

    def with_row(self, path: str, row: dict[str, Any]) -> "Dossier":
        """The dossier with a row more at the end of a repeat."""
        table = [*self._rows(path), row]
        return self._changed(path, table, f"{path}[{len(table) - 1}]")

    def with_stand_in(self, path: str, name: str) -> "Dossier":
        """The dossier with one row in a repeat, called by words of ours: they are no answer, and are not read as one."""
        question = self.script.questions[path]
        changed = self._changed(path, [{question.title: name}], f"{path}[")
        changed._replies[path] = Answer("given", (0,), changed._raw(path))
        changed._replies[f"{path}[0].{question.title}"] = Answer("given", name, name)
        return changed

    def without_row(self, path: str, index: int) -> "Dossier":
        """The dossier with a row less in a repeat; the repeat is unanswered when none is left."""
        table = [row for number, row in enumerate(self._rows(path)) if number != index]
        return self._changed(path, table or None, f"{path}[")

    def _changed(self, path: str, raw: Any, below: str) -> "Dossier":
        """Another answer to a question; what was understood of the others holds, but for the paths that start by `below`."""
        changed = Dossier(self.script, _put(self.data, path.split("."), raw), self.renamed)
        read_anew = {
            other
            for other, question in self.script.questions.items()
            if question.told_in == path or any(ours.of == path for ours in question.ours)
        }
        kept = {
            other: reply
            for other, reply in self._replies.copy().items()
            if other != path and not other.startswith(below) and general(other) not in read_anew
        }
        changed._replies.update(kept)
        return changed

    def paths(self) -> Iterator[str]:
        """The paths of every question, with one set of fields a row, in the order of the script."""
        for chapter in self.script.chapters:
            for question in chapter.questions:
                yield question.id
                for index in range(self.rows(question.id) or 0) if question.type == "repeat" else ():
                    row = f"{question.id}[{index}]."
                    yield from [row + field.id for field in question.questions]

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The answer to every question, by its path, in the order of the script."""
        return {path: self.reply(path) for path in self.paths()}

    def remarks(self) -> list[str]:
        """What is to be told of the file itself: answers not understood or guessed, and keys that no question has.

        Past three, the rows of a list where one field is read alike are only counted.
        """
        told = list(self.renamed)
        alike = Counter[tuple[str, bool]]()
        for path, answer in self.answers.items():
            if answer.problem or answer.note:
                kind = general(path), bool(answer.problem)
                alike[kind] += 1
                if alike[kind] <= _TOLD_ALIKE or "[" not in path:
                    told.append(f"« {path} » : {answer.problem or answer.note}")
        for (path, refused), total in alike.items():
            if (left := total - _TOLD_ALIKE) > 0:
                what = "sont refusées de même" if refused else "sont lues de même"
                one = "est refusée de même" if refused else "est lue de même"
                told.append(f"« {path} » : {count(left, f'autre réponse {one}', f'autres réponses {what}')}")
        return told + self.strangers()

    def strangers(self) -> list[str]:
        """What is to be told of the keys that no question has; past twenty, the others are only counted."""
        found = list(_unknown_keys(self.data, self.script))
        told = [_stranger(path, self.script) for path in found[:_TOLD]]
        if len(found) > _TOLD:
            told.append(f"{len(found) - _TOLD} autres rubriques du fichier ne correspondent à aucune question")
        return told


def _place(path: str) -> tuple[str, int, str]:
    """The repeat, the row (-1 when it is no number) and the field of a path like `actions[2].titre`."""
    rows, _, rest = path.partition("[")
    row, _, name = rest.partition("].")
    return rows, int(row) if row.isascii() and row.isdecimal() else -1, name


def _put(data: dict[str, Any], steps: list[str], value: Any) -> dict[str, Any]:
    step, *rest = steps
    copy = dict(data)
    if rest:
        inner = copy.get(step)
        # What was typed where a group of questions stands is nobody's answer, and is kept all the same.
        group = inner if isinstance(inner, dict) else {} if inner is None else {"texte": inner}
        value = _put(group, rest, value)
    if value is None or value == {}:
        copy.pop(step, None)
    else:
        copy[step] = value
    return copy


def _unknown_keys(data: dict[str, Any], script: Script) -> Iterator[str]:
    """The paths of the keys that belong to no question, and of values where a group of questions is expected."""
    known, groups = script.questions, script.groups

    def walk(value: dict[str, Any], prefix: str) -> Iterator[str]:
        for key, inner in value.items():
            path = f"{prefix}{key}"
            if path in known and "." not in key:
                if known[path].type == "repeat":
                    yield from _unknown_fields(path, known[path], inner)
            elif path in groups and isinstance(inner, dict):
                yield from walk(inner, f"{path}.")
            elif inner is not None:
                yield path

    yield from walk(data, "")


def _unknown_fields(path: str, repeat: Question, raw: Any) -> Iterator[str]:
    known = {field.id for field in repeat.questions}
    for index, row in enumerate(rows_of(repeat, raw)):
        if not row.keys() <= known:
            yield from (f"{path}[{index}].{name}" for name in row if name not in known)


def _known_keys(data: dict[str, Any], script: Script) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The data with its keys as the questions spell them (`Durée` → `duree`), and what to tell of each spelling.

    A key stays as it is when no question has its name, or when the mapping also has the right one.
    """
    names: dict[str, dict[str, str]] = {}
    for path in script.questions:
        steps = path.split(".")
        for end, step in enumerate(steps):
            name = step.removesuffix("[]")
            names.setdefault(".".join(steps[:end]), {})[plain_key(name)] = name
    told: dict[str, str] = {}

    def walk(value: Any, prefix: str) -> Any:
        if isinstance(value, list):
            return [walk(item, prefix) for item in value]
        known = names.get(prefix)
        if not isinstance(value, dict) or known is None:
            return value
        renamed: dict[str, Any] = {}
        for key, inner in value.items():
            name = known.get(plain_key(key)) or key
            if name != key and (name in value or name in renamed):
                name = key
            path = f"{prefix}.{name}" if prefix else name
            if name != key:
                told.setdefault(path, f"« {short(clean(key))} » est lu comme « {path.replace('[]', '')} »")
            renamed[name] = walk(inner, path if path in names else f"{path}[]")
        return renamed

    return walk(data, ""), tuple(told.values())


def _stranger(path: str, script: Script) -> str:
    if script.question(path):
        return f"« {path} » : écrivez les rubriques les unes sous les autres, en retrait, et non séparées par des points"
    if first := next((question for question in script.questions if question.startswith(f"{path}.")), None):
        name = first.rpartition(".")[2]
        return f"« {path} » regroupe plusieurs questions : écrivez-les en dessous, en retrait, par exemple « {name}: … »"
    groups = dict.fromkeys(known[:end] for known in script.questions for end in range(len(known)) if known[end] == ".")
    near = nearest(general(path)[:200], [*script.questions, *(group for group in groups if "[" not in group)])
    return f"« {short(clean(path))} » ne correspond à aucune question" + (f" ; la plus proche est « {near} »" if near else "")


def nearest(path: str, known: list[str]) -> str:
    """The known path whose spelling is nearest, by its whole or by its last word alone; nothing when none is near."""
    from rapidfuzz import fuzz

    def likeness(other: str) -> float:
        return max(fuzz.ratio(path, other), fuzz.ratio(path.rpartition(".")[2], other.rpartition(".")[2]))

    near = max(known, key=likeness, default="")
    return near if near and likeness(near) >= _NEAR else ""


def load_dossier(path: Path, script: Script) -> Dossier:
    """Read an application file (YAML or JSON) in which answers are to be saved. An empty file is an empty dossier.

    Raises AssistantError when the file cannot be read, is malformed, is not a set of answers, or is a scenario of a campaign or
    a spreadsheet: saving answers would destroy it.
    """
    refuse_sheet(path)
    data = read_data(path)
    if _is_scenario(data):
        raise AssistantError(
            f"« {path} » est un scénario de la campagne : recopiez sa partie « application » dans un autre fichier, et ouvrez celui-là."
        )
    if key := _wrapped(data, script):
        raise AssistantError(
            f"Les réponses de « {path} » sont sous « {short(clean(key))} » : ramenez-les au bord de la page, sans cette ligne, "
            "et ouvrez de nouveau le fichier."
        )
    return _dossier(data, path, script)


def refuse_sheet(path: Path) -> None:
    """Refuse to save answers in a spreadsheet: its labels, its hints and its look would be lost. Raises AssistantError."""
    if path.suffix.lower() in SHEETS:
        raise AssistantError(
            f"« {path} » est une feuille de calcul, où le parcours n'enregistre pas : recopiez-la d'abord dans un dossier avec "
            f"« assistant convert {path} -o {path.with_suffix('.yaml')} », et ouvrez celui-ci."
        )


def load_case(path: Path, script: Script) -> tuple[Dossier, date | None]:
    """Read an application file (YAML, JSON or a spreadsheet), or the application of a scenario with the day that it sets, to be
    looked at and not written.

    Raises AssistantError as `load_dossier`, but for scenarios and spreadsheets.
    """
    if path.suffix.lower() in SHEETS:
        from assistant.sheets import read_sheets

        data, told = read_sheets(path, script)
        dossier = _dossier(data, path, script)
        return Dossier(script, dossier.data, (*told, *dossier.renamed)), None
    if path.suffix.lower() in _DOCUMENTS and path.is_file():
        again = f" ; pour reprendre une trame modifiée : « assistant reread dossier.yaml {path} »"
        raise AssistantError(
            f"« {path} » est un document, et non un fichier de réponses (.yaml, .json, .xlsx, .ods ou .csv)"
            f"{again if path.suffix.lower() in {'.docx', '.odt'} else ''}."
        )
    data = read_data(path)
    if not _is_scenario(data):
        if not (key := _wrapped(data, script)):
            return _dossier(data, path, script), None
        dossier = _dossier(data[key], path, script)
        return Dossier(script, dossier.data, (f"les réponses sont lues sous « {short(clean(key))} »", *dossier.renamed)), None
    try:
        day = date.fromisoformat(str(data["as_of"])) if "as_of" in data else None
    except ValueError as error:
        raise AssistantError(
            f"La date « as_of » de « {path} » n'est pas valable : écrivez-la sous la forme AAAA-MM-JJ."
        ) from error
    return _dossier(data["application"], path, script), day


def _is_scenario(data: Any) -> bool:
    return isinstance(data, dict) and {"story", "application", "expect"} <= data.keys()


def _dossier(data: Any, path: Path, script: Script) -> Dossier:
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise AssistantError(
            f"Le fichier « {path} » ne contient pas des réponses : on attend des lignes « rubrique: » puis « question: réponse »."
        )
    known, told = _known_keys(data, script)
    sections = dict.fromkeys(path.split(".")[0].removesuffix("[]") for path in script.questions)
    if known and {plain_key(name) for name in sections}.isdisjoint(plain_key(str(key).split(".")[0]) for key in known):
        # What the file holds is not told: it may be anybody's.
        expected = ", ".join(f"« {name} »" for name in [*sections][:_EXPECTED])
        raise AssistantError(
            f"Aucune réponse n'est reconnue dans « {path} » : ce n'est pas un dossier de cet appel, où l'on attend des rubriques "
            f"comme {expected}."
        )
    return Dossier(script, known, told)


def _wrapped(data: Any, script: Script) -> str:
    """The key under which a whole set of answers stands, as in « application: »; "" when answers are where they should be."""
    if not isinstance(data, dict) or len(data) != 1:
        return ""
    ((key, inner),) = data.items()
    known = {plain_key(path.split(".")[0].removesuffix("[]")) for path in script.questions}
    wrapped = (
        isinstance(inner, dict) and plain_key(str(key)) not in known and any(plain_key(str(name)) in known for name in inner)
    )
    return str(key) if wrapped else ""


def save_dossier(dossier: Dossier, path: Path) -> None:
    """Write an application file whole or not at all (JSON when its suffix says so, else YAML).

    Raises AssistantError when the system refuses; the old file is then untouched.
    """
    write_whole(path, dump_json(dossier.data) if path.suffix.lower() == ".json" else dump_yaml(dossier.data))
