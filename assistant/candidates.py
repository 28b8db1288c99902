"""The changes that may lift a finding, drawn from the rule itself: what to try, not what works (`assistant.mends` tries them).

They are the choices of the questions that its conditions read, the values at which its comparisons turn, rows taken away, replaced or
added. None gives another value to an answer that states a fact (`fact: true` in questions.yaml), which no decision makes other than
it is: the row that holds it is taken away or replaced. None empties a list either.
"""

import ast
import itertools
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property
from typing import Any

from assistant import french
from assistant.change import Change
from assistant.dossier import Dossier
from assistant.french import typography
from assistant.rules import Finding, Rule
from assistant.script import Question, general, row_of
from assistant.terms import Context, Term, whole
from assistant.text import fold, short
from assistant.turning import how_far, is_measured, turning_values
from assistant.wording import KINDS, bare, display, new_row, row_name, words_of

_MOST_PATHS = 60
_MOST_ROWS = 40
_MOST_TOLD = 6
"""How many rows whose amounts change together are told one by one."""
_CUT = Decimal("0.9")
"""A total that is brought down to more than this part of it is not shared out: one row is enough."""
_GRAINS = (Decimal(1000), Decimal(100))
_FINE = Decimal(10)
_SOME_WORDS = "Quelques mots qui disent ce que vous ferez, avec qui, pour qui et comment"
"""Stands for a text that only its author can write."""
_LEAST = 1
"""The amount just over nothing: any would do, and only its author knows which."""


class Candidates:
    """Every change of one answer, or of the rows of a list, that bears on a finding; nearest to the decision first."""

    def __init__(self, rule: Rule, finding: Finding, dossier: Dossier, today: date) -> None:
        self.rule = rule
        self.finding = finding
        self.dossier = dossier
        self.today = today

    def __iter__(self) -> Iterator[Change]:
        """Changes of one answer, of one field on every row that decides, or of the rows of a list; nearest to the decision first."""
        alone = [path for path in self.dossier.script.questions if path in self.rule.reads and "[" not in path]
        paths = list(dict.fromkeys([*self.finding.decisive, *self.finding.answers, *self.finding.pending, *alone]))[:_MOST_PATHS]
        decisive = [path for path in self.finding.decisive if "[" in path]
        for path in paths:
            question = self.dossier.script.question(path)
            if question is None:
                continue
            if question.type == "repeat":
                yield from self._of_list(question)
            else:
                yield from self._of_answer(path, question)
        for rows in dict.fromkeys(path.partition("[")[0] for path in paths if "[" in path):
            repeat = self.dossier.script.questions[rows]
            yield from self._of_rows(repeat, sorted({row_of(path) for path in paths if path.startswith(f"{rows}[")}))
            yield from self._of_rows(repeat, sorted({row_of(path) for path in decisive if path.startswith(f"{rows}[")}), True)
            yield from self._scaled(repeat)
            if rows not in paths:
                yield from self._of_list(repeat)

    def otherwise(self, path: str) -> Iterator[Dossier]:
        """The dossier with each other answer to a question: what it would be, were a fact another one."""
        question = self.dossier.script.question(path)
        assert question is not None
        yield from (self.dossier.with_answer(path, raw) for raw in self._values(path, question))

    def _of_answer(self, path: str, question: Question) -> Iterator[Change]:
        if is_fact(self.dossier, path):
            return
        reply = self.dossier.reply(path)
        for raw in self._values(path, question):
            free = raw == _SOME_WORDS or question.fact or (question.type == "amount" and raw == _LEAST)
            if raw == reply.raw or (raw is None and reply.state == "absent"):
                continue
            # An answer that was understood is not kept quiet, and no day that is past is decided any more.
            quiet = raw is None and (question.fact or reply.state in {"given", "none"})
            if quiet or (question.type == "date" and raw is not None and date.fromisoformat(raw) < self.today):
                continue
            # A figure brought down to nothing says no more than an answer that is taken away.
            emptied = raw is None or (is_measured(question) and raw == 0 and bool(reply.value))
            loss = 2 if emptied else int(reply.state not in {"absent", "skipped"})
            words = self._told(path, question, raw, free)
            yield Change(path, raw, words, free, how_far(self.dossier, path, raw), loss=loss)

    def _told(self, path: str, question: Question, raw: Any, free: bool) -> str:
        name = f"« {typography(question.name)} »{_beside(self.dossier, path)}"
        reply = self.dossier.reply(path)
        now = "" if reply.raw is None else short(str(reply.raw))
        if reply.state in {"given", "none"}:
            now = short(_said_as(question, words_of(question, reply)))
        if raw is None:
            return typography(f"retirer la réponse à {name} (« {now} »)")
        instead = f" au lieu de « {now} »" if now else ""
        if free:
            return typography(f"{'récrire la réponse à' if now else 'répondre à'} {name}")
        new = _said_as(question, words_of(question, self.dossier.with_answer(path, raw).reply(path)))
        return typography(f"{name} : « {new} »{instead}")

    def _values(self, path: str, question: Question) -> Iterator[Any]:
        """The values to try for a question: its choices, the turning points of the rule, an explicit none, nothing."""
        if question.type == "choice":
            yield from (choice.value for choice in question.choices)
        elif question.type == "choices":
            yield from self._selections(path, question)
        elif question.type == "yes_no":
            yield from (True, False)
        elif is_measured(question):
            yield from turning_values(self.rule.terms, path, question, self.dossier, self.today)
        elif question.type in {"text", "long_text"}:
            yield _SOME_WORDS
        if question.none and question.type != "choices":
            yield "aucun"
        yield None

    def _selections(self, path: str, question: Question) -> Iterator[list[str]]:
        now = list(self.dossier.reply(path).value or ())
        yield from ([*now, choice.value] for choice in question.choices if choice.value not in now)
        yield from ([value for value in now if value != gone] for gone in now)
        yield [choice.value for choice in question.expected]

    def _of_rows(self, repeat: Question, rows: list[int], together: bool = False) -> Iterator[Change]:
        """Rows taken away one by one, or all at once, or a closed field of all of them set to one value."""
        if not together:
            for row in rows:
                words = f"retirer « {short(row_name(repeat, self.dossier, row))} » de « {repeat.name} »"
                # Of rows that do as well, the last one: a plan is shortened at its end.
                last = Decimal(row + 1) / Decimal(1 + len(rows) + max(rows))
                yield Change(f"{repeat.id}[{row}]", None, typography(words), distance=2 - last, loss=2)
                yield from self._of_row(repeat, row)
            return
        if len(rows) < 2:
            return
        table = self.dossier.table(repeat.id)
        names = french.join([f"« {short(row_name(repeat, self.dossier, row))} »" for row in rows])
        rest = [item for number, item in enumerate(table) if number not in rows]
        if rest:
            yield Change(
                repeat.id, rest, typography(f"retirer {names} de « {repeat.name} »"), distance=Decimal(len(rows)), loss=2
            )
        read = {general(path).partition("].")[2] for path in self.finding.decisive if path.startswith(f"{repeat.id}[")}
        for column in repeat.questions:
            for value in _choices(column) if column.id in read and not column.fact else ():
                new = [{**item, column.id: value} if number in rows else item for number, item in enumerate(table)]
                words = f"« {column.name} » : « {_label(column, value)} » pour {names}"
                yield Change(repeat.id, new, typography(words), distance=Decimal(len(rows)))

    def _scaled(self, repeat: Question) -> Iterator[Change]:
        """The amounts of all the rows in proportion, down to a total that the rule speaks of."""
        context = Context(self.dossier, self.today)
        terms = list(whole(self.rule.terms))
        for total in terms:
            column = _summed(total, repeat)
            now = total.evaluate(context).value if column else None
            if column is None or not now or now < 0:
                continue
            bounds = [part for term in terms for part in (term, *term.parts) if _is_bound(part)]
            others = {part.evaluate(context).value for part in bounds}
            for bound in sorted(value for value in others if value and 0 < value < now):
                yield from self._in_proportion(repeat, column, now, bound)

    def _in_proportion(self, repeat: Question, column: Question, now: Decimal, bound: Decimal) -> Iterator[Change]:
        table = self.dossier.table(repeat.id)
        amounts = [self.dossier.reply(f"{repeat.id}[{row}].{column.id}").value for row in range(len(table))]
        told = [row for row, amount in enumerate(amounts) if amount]
        if not 2 <= len(told) <= _MOST_TOLD or bound > now * _CUT:
            return
        shares = _shares({row: amounts[row] * bound / now for row in told}, bound)
        if min(shares.values()) <= 0:
            return
        new = [{**item, column.id: _plain(shares[row])} if row in shares else item for row, item in enumerate(table)]
        each = [f"{french.amount(shares[row])} ({short(row_name(repeat, self.dossier, row))})" for row in told]
        words = f"« {column.name} » : {french.join(each)}, soit {french.amount(bound)} en tout au lieu de {french.amount(now)}"
        yield Change(repeat.id, new, typography(words), distance=now - bound + len(told))

    def _of_row(self, repeat: Question, row: int) -> Iterator[Change]:
        """A row that another list names, replaced in both by one that is told otherwise: this name alone does not go."""
        title = row_name(repeat, self.dossier, row)
        cited = [(place, self.dossier.reply(place)) for place in self._named.get(repeat.id, ())]
        also = [place for place, reply in cited if reply.state == "given" and _alike(reply.value, title)]
        if not also or repeat.title == "":
            return
        places = french.join([f"« {repeat.name} »", *(self._place(place, title) for place in also)])
        for new, told in self._new_rows(repeat):
            words = f"remplacer « {short(title)} » par {new_row(repeat)}{told}, dans {places}"
            renamed = tuple((place, new[repeat.title]) for place in also)
            yield Change(
                f"{repeat.id}[{row}]", new, typography(words), True, Decimal(1), renamed, 2, _asks(repeat, new_row(repeat))
            )

    def _place(self, path: str, title: str) -> str:
        """The list of an answer that names a row, with what it calls this one when that is another name."""
        rows = self.dossier.script.questions[path.partition("[")[0]]
        name = row_name(rows, self.dossier, row_of(path))
        return f"« {rows.name} »" + ("" if _alike(name, title) else f" ({short(name)})")

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """Of each list, the answers of other lists that name one of its rows, as the rule reads them."""
        found: dict[str, list[str]] = {}
        for term in whole(self.rule.terms):
            lists = list(dict.fromkeys(part.path for part in term.parts if part.kind == "rows"))
            if isinstance(term.node, ast.Call) and ast.unparse(term.node.func) == "unlisted" and len(lists) == 2:
                column = next(part.path.partition("[].")[2] for part in term.parts if part.path.startswith(f"{lists[0]}[]."))
                paths = [f"{lists[0]}[{row}].{column}" for row in range(self.dossier.rows(lists[0]) or 0)]
                found[lists[1]] = list(dict.fromkeys([*found.get(lists[1], ()), *paths]))
        return found

    def _renamed(self, repeat: Question) -> Iterator[Change]:
        """The one name that other lists cite and that this one lacks, replaced there by that of the one row that none of them cites."""
        titles = [row_name(repeat, self.dossier, row) for row in range(self.dossier.rows(repeat.id) or 0)]
        cited = {place: str(self.dossier.reply(place).value or "") for place in self._named.get(repeat.id, ())}
        idle = [title for title in titles if not any(said and _alike(said, title) for said in cited.values())]
        lacking = self._lacking(repeat)
        if len(lacking) == len(idle) == 1:
            (old,), (new,) = lacking, idle
            places = [place for place, said in cited.items() if said and _alike(said, old)]
            first, *others = sorted(places, key=lambda place: place not in self.finding.decisive)
            told = french.join(list(dict.fromkeys(self._place(place, old) for place in (first, *others))))
            words = f"remplacer « {short(old)} » par « {short(new)} » dans {told}"
            yield Change(first, new, typography(words), also=tuple((place, new) for place in others), loss=0)

    def _lacking(self, repeat: Question) -> list[str]:
        """The names that other lists cite, as the rule reads them, and that no row of this one has."""
        titles = [row_name(repeat, self.dossier, row) for row in range(self.dossier.rows(repeat.id) or 0)]
        replies = [self.dossier.reply(place) for place in self._named.get(repeat.id, ())]
        cited = dict.fromkeys(reply.value for reply in replies if reply.state == "given") if titles and repeat.title else ()
        return [name for name in cited if not any(_alike(name, title) for title in titles)]

    def _new_rows(self, repeat: Question) -> Iterator[tuple[dict[str, Any], str]]:
        """Rows that could be told, one for each value of the closed fields that the rule reads, with these values in words."""
        columns = [column for column in repeat.questions if f"{repeat.id}[].{column.id}" in self.rule.reads]
        neutral = {
            column.id: (f"Un élément de plus : {repeat.name}" if column.id == repeat.title else _SOME_WORDS)
            if column.type in {"text", "long_text"}
            else 0
            for column in columns
            if column.type in {"text", "long_text", "amount", "integer"}
        }
        closed = [column for column in columns if column.type in {"choice", "yes_no"}]
        for values in itertools.islice(itertools.product(*(_choices(column) for column in closed)), _MOST_ROWS):
            row = {**neutral, **{column.id: value for column, value in zip(closed, values, strict=True)}}
            told = [f"{column.name} : « {_label(column, value)} »" for column, value in zip(closed, values, strict=True)]
            yield row, f" ({' ; '.join(told)})" if told else ""

    def _of_list(self, repeat: Question) -> Iterator[Change]:
        """A row added, once for each value of its closed fields that the rule reads; an explicit none where no row is told.

        A name that another list cites and that this one lacks is added under that name; or is replaced there by that of the row that
        none cites, which was renamed and left its old name elsewhere.
        """
        yield from self._renamed(repeat)
        for cited in self._lacking(repeat):
            for row, told in self._new_rows(repeat):
                words = f"ajouter « {short(cited)} » à « {repeat.name} »{told.replace(' (', ' (si c’est vrai : ', 1)}"
                named = {**row, repeat.title: cited}
                asks = _asks(repeat, f"« {short(cited)} »", named=True)
                yield Change(f"{repeat.id}[]", named, typography(words), free=True, distance=Decimal(1), loss=0, asks=asks)
        for row, told in self._new_rows(repeat):
            words = f"ajouter {new_row(repeat)} à « {repeat.name} »{told}"
            asks = _asks(repeat, new_row(repeat))
            yield Change(f"{repeat.id}[]", row, typography(words), free=True, distance=Decimal(1), loss=0, asks=asks)
        if self.dossier.reply(repeat.id).state != "none" and not self.dossier.rows(repeat.id):
            words = f"répondre « {repeat.none or 'Aucun'} » à « {repeat.name} »"
            yield Change(repeat.id, [], typography(words))


def _summed(total: Term, repeat: Question) -> Question | None:
    """The amount of the rows of a repeat that a term adds up, of all of them; None for any other term."""
    node, parts = total.node, tuple(dict.fromkeys(total.parts))
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "sum" or len(parts) != 2 or parts[0].path != repeat.id:
        return None
    return parts[1].question if parts[1].question and parts[1].question.type == "amount" else None


def _is_bound(term: Term) -> bool:
    """Whether a term is an amount that a total may be brought down to: a constant, or an answer of its own."""
    return term.kind == "amount" and (not term.reads or (term.path != "" and "[" not in term.path))


def _shares(exact: dict[int, Decimal], total: Decimal) -> dict[int, Decimal]:
    """Parts of a total as people write them: round, the largest taking what is left; as they are when they are round enough."""
    if all(share % _FINE == 0 for share in exact.values()):
        return exact
    grain = next((grain for grain in _GRAINS if total >= grain * 20), Decimal(1))
    shares = {row: (share / grain).to_integral_value(ROUND_FLOOR) * grain for row, share in exact.items()}
    shares[max(exact, key=exact.__getitem__)] += total - sum(shares.values())
    return shares


def _asks(repeat: Question, row: str, named: bool = False) -> str:
    """What is left to say of a row: its name unless it has one, what is required of it that the change does not decide."""
    columns = [
        column
        for column in repeat.questions
        if (column.id == repeat.title and not named)
        or (column.required and (column.fact or column.type not in {"choice", "yes_no"}))
    ]
    told = [f"« {column.name} »" for column in columns]
    return typography(f"{french.join(told)} ({row})") if told else ""


def _plain(amount: Decimal) -> Any:
    return int(amount) if amount == int(amount) else amount


def is_fact(dossier: Dossier, path: str) -> bool:
    """Whether the answer at a path states a fact, and is given."""
    question = None if path.endswith("]") else dossier.script.question(path)
    return question is not None and question.fact and dossier.reply(path).state in {"given", "none"}


def _alike(name: Any, title: str) -> bool:
    """Whether a text names a row, as `unlisted` compares them."""
    return isinstance(name, str) and (fold(name) in fold(title) or fold(title) in fold(name))


def _choices(column: Question) -> list[Any]:
    return [True, False] if column.type == "yes_no" else [choice.value for choice in column.choices]


def _label(column: Question, value: Any) -> str:
    return _said_as(column, display(value, KINDS[column.type], column))


def _said_as(question: Question, words: str) -> str:
    """An answer in few words: a choice without what its label explains."""
    return bare(words) if question.type == "choice" else words


def _beside(dossier: Dossier, path: str) -> str:
    """Of which row the path of a field is, in words."""
    rows, bracket, _ = path.partition("[")
    return f" ({row_name(dossier.script.questions[rows], dossier, row_of(path))})" if bracket else ""
