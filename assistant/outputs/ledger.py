"""The figures of a budget, read from the answers: cost, means, years, actions, and whether the whole is balanced."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant import french
from assistant.answers import Answer
from assistant.conditions import compile_condition
from assistant.french import typography
from assistant.outputs.told import Told, headed
from assistant.plans import PARTS, Account, Budget, Declared, Part
from assistant.script import Question
from assistant.terms import Context
from assistant.text import fold
from assistant.wording import KINDS, display, row_name, words_of

Amount = Decimal | None
UNSPLIT = "Année non précisée"


@dataclass(frozen=True)
class Entry:
    """A line of the accounts: an amount a year, then what no year is told for; None where nothing is known.

    It is not `whole` when only some of its years are told, and no total either.
    """

    number: str
    label: str
    amounts: tuple[Amount, ...]
    note: str = ""
    source: str = ""
    whole: bool = True

    @property
    def known(self) -> bool:
        """Whether its amount is told."""
        return self.whole and any(amount is not None for amount in self.amounts)

    @property
    def total(self) -> Decimal:
        """What is known of the line, summed."""
        return _known(self.amounts)


@dataclass(frozen=True)
class Declaration:
    """An amount that a row declares: for which account (the value of its choice, "" when none is told), and in which year.

    `year` is a place among the years of the budget; None when no year is told, or another one (`astray`).
    """

    part: Part
    name: str
    code: str
    amount: Amount
    year: int | None = None
    astray: bool = False


@dataclass(frozen=True)
class Action:
    """An action: its group, its cost, and the cost that the texts quote for one of its kind, with what that pays and where.

    `years` is over how many its cost is compared: those of the project when it comes back every year, else one.
    """

    name: str
    group: str
    cost: Amount
    quoted: Amount = None
    means: str = ""
    section: str = ""
    years: Decimal = Decimal(1)

    @property
    def times(self) -> Amount:
        """How many times the quoted cost an action costs, a year when it comes back every year."""
        return self.cost / self.years / self.quoted if self.cost is not None and self.quoted else None


@dataclass(frozen=True)
class Ledger:
    """The figures of a dossier; amounts are in euros, None when they are not told or not understood.

    `own_name` and `group_name` are the campaign's words for its applicant's own part and for what groups actions.
    """

    plan: Budget
    cost: Amount
    asked: Amount
    own: Amount
    others: tuple[tuple[str, Amount], ...] | None
    years: tuple[str, ...]
    year_cost: tuple[Amount, ...]
    year_asked: tuple[Amount, ...]
    actions: tuple[Action, ...]
    own_name: str = ""
    group_name: str = ""
    declarations: tuple[Declaration, ...] = ()

    @property
    def means(self) -> Amount:
        """The sum of the means, with the products that only accounts tell; None as long as one of them is not told."""
        amounts = [self.asked, self.own, *(amount for _, amount in self.others or ()), *(told.amount for told in self._more)]
        if self.others is None or None in amounts:
            return None
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

    @property
    def _more(self) -> list[Declaration]:
        """The products that only accounts tell: no other answer does."""
        sourced = {account.code for account in self.plan.products if account.source}
        return [told for told in self.declarations if told.part == "products" and told.code not in sourced]

    @property
    def more(self) -> Amount:
        """The sum of the products that only accounts tell; None when there is none."""
        return _known([told.amount for told in self._more]) if self._more else None

    @property
    def beside(self) -> Decimal:
        """What is declared beside what is asked: the applicant's own part, the other funders', what only accounts tell."""
        return _known([self.own, *(amount for _, amount in self.others or ()), *(told.amount for told in self._more)])

    @property
    def uncovered(self) -> Amount:
        """What no declared means covers of the cost, zero within a euro; None when the cost or what is asked is not told."""
        if self.cost is None or self.asked is None:
            return None
        left = self.cost - self.asked - self.beside
        return left if left >= 1 else Decimal(0)

    @property
    def uncovered_name(self) -> str:
        """How what is not covered is called: some of it may only not be told yet."""
        return "Pas encore couvert" if self.means is not None else "Pas encore couvert, ou pas encore dit"

    @property
    def year_beside(self) -> tuple[Decimal, ...]:
        """What the accounts declare beside what is asked, year by year."""
        lines = [entry.amounts for entry in self.entries("products") if entry.source != "asked"]
        return tuple(_known([amounts[place] for amounts in lines]) for place in range(len(self.years)))

    @property
    def share(self) -> Amount:
        """What is asked, in hundredths of the cost."""
        return self.asked * 100 / self.cost if self.asked is not None and self.cost else None

    @property
    def balance(self) -> str:
        """Whether cost and means are equal, in one sentence, or why that cannot be said."""
        if self.cost is None or self.means is None:
            named = [
                *(["coût complet"] if self.cost is None else []),
                *(["subvention demandée"] if self.asked is None else []),
                *([self.own_name[:1].lower() + self.own_name[1:]] if self.own is None else []),
                *(["autres financeurs"] if self.others is None else []),
                *(f"montant de {name}" for name, amount in self.others or () if amount is None),
                *(f"montant de {told.name}" for told in self.declarations if told.part == "products" and told.amount is None),
            ]
            return typography(f"L'équilibre ne peut pas être vérifié : il manque : {french.join(named)}.")
        gap = self.means - self.cost
        if abs(gap) < 1:
            return typography(f"Le budget est équilibré : charges et produits font {french.amount(self.cost)}.")
        side = "de plus" if gap > 0 else "de moins"
        return typography(
            f"Le budget n'est pas équilibré : les produits font {french.amount(self.means)}, soit {french.amount(abs(gap))} {side} "
            f"que le coût complet de {french.amount(self.cost)}."
        )

    def entries(self, part: Part) -> tuple[Entry, ...]:
        """The lines of a part of the accounts: what is declared, else what other answers give, then what has no account yet."""
        accounts = self.plan.accounts(part)
        known = {account.code for account in accounts}
        lost = [told for told in self.declarations if told.part == part and told.code not in known]
        lines = [entry for account in accounts for entry in self._entries(account, self._declared(part, account))]
        return (*lines, *(Entry("?", told.name, self._spread([told])) for told in lost))

    def declared(self, part: Part) -> Amount:
        """What is declared of a part, account by account; None when nothing is."""
        amounts = [told.amount for told in self.declarations if told.part == part and told.amount is not None]
        return _known(amounts) if amounts else None

    def account(self, codes: Collection[str]) -> Amount:
        """What the accounts of these choices hold; None when there is none, or nothing is told of them."""
        lines = [
            entry
            for part in PARTS
            for account in self.plan.accounts(part)
            if account.code in codes
            for entry in self._entries(account, self._declared(part, account))
            if entry.known
        ]
        return _known([entry.total for entry in lines]) if lines else None

    def held(self, codes: Collection[str]) -> str:
        """What the accounts of these choices hold, in words: a dash once the whole cost is declared in others, nothing if unknown."""
        held, charges = self.account(codes), self.declared("charges")
        if held is not None:
            return french.amount(held)
        whole = self.cost is not None and charges is not None and abs(self.cost - charges) < 1
        return "–" if whole and codes and set(codes) <= _codes(self.plan.charges) else ""

    def _declared(self, part: Part, account: Account) -> list[Declaration]:
        return [told for told in self.declarations if told.part == part and told.code == account.code]

    def _spread(self, declared: list[Declaration]) -> tuple[Amount, ...]:
        """Amounts year by year, then what has no year."""
        columns = (*range(len(self.years)), None)
        told = ([row.amount for row in declared if row.year == column and row.amount is not None] for column in columns)
        return tuple(_known(amounts) if amounts else None for amounts in told)

    def _entries(self, account: Account, declared: list[Declaration]) -> list[Entry]:
        def entry(amounts: tuple[Amount, ...], label: str = account.label, note: str = account.note) -> Entry:
            return Entry(account.number, typography(label), amounts, typography(note), account.source)

        if declared and account.source == "others":
            return [entry(self._spread([told]), f"{account.label} : {told.name}") for told in declared]
        if declared:
            return [entry(self._spread(declared), note=french.join([_named(told) for told in declared]))]
        none: tuple[Amount, ...] = (None,) * len(self.years)
        match account.source:
            case "asked":
                known = _known(self.year_asked)
                rest = self.asked - known if self.asked is not None and self.asked > known else None
                whole = self.asked is not None or None not in self.year_asked
                return [replace(entry((*self.year_asked, rest)), whole=whole)]
            case "own":
                return [entry((*none, self.own))]
            case "others" if self.others:
                return [entry((*none, amount), f"{account.label} : {name}") for name, amount in self.others]
            case _:
                return [entry((*none, None))]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the accounts do not agree on with the other answers, or do not tell yet, a sentence each."""
        return tuple(typography(said) for said in (*self._of_totals(), *self._of_sources(), *self._of_rows()))

    def _of_totals(self) -> Iterator[str]:
        total = self.declared("charges")
        if total is not None and self.cost is not None and abs(total - self.cost) >= 1:
            gap = french.amount(abs(total - self.cost))
            end = f"soit {gap} de plus" if total > self.cost else f"il reste {gap} à répartir"
            cost = french.amount(self.cost)
            yield f"Les charges réparties par compte font {french.amount(total)}, pour un coût complet de {cost} : {end}."
        charges = [told for told in self.declarations if told.part == "charges"]
        for place, (year, most) in enumerate(zip(self.years, self.year_cost, strict=True)):
            spent = _known([told.amount for told in charges if told.year == place])
            if most is not None and spent - most >= 1:
                more = f"{french.amount(spent)}, plus que le coût dit pour cette année ({french.amount(most)})"
                yield f"{year} : les charges réparties par compte font {more}."
        given, received = self.account(_codes(self.plan.kind_charges)), self.account(_codes(self.plan.kind_products))
        if given != received:
            sides = [french.amount(side or Decimal(0)) for side in (given, received)]
            yield f"Les contributions en nature ne s'équilibrent pas : {sides[0]} en charges et {sides[1]} en produits."

    def _of_sources(self) -> Iterator[str]:
        others = None if self.others is None else [amount for _, amount in self.others]
        summed = None if others is None or None in others else _known(others)
        answered = {"asked": self.asked, "own": self.own, "others": summed}
        for account in self.plan.products:
            declared = self._declared("products", account)
            total, said = _known([told.amount for told in declared]), answered.get(account.source)
            if declared and said is not None and abs(total - said) >= 1:
                amounts = f"{french.amount(total)} par compte, mais {french.amount(said)} dans vos autres réponses"
                yield f"{account.label} : {amounts}. Le tableau suit les comptes."

    def _of_rows(self) -> Iterator[str]:
        wanting = {
            "Compte à choisir": [told.name for told in self.declarations if not told.code],
            "Montant à dire": [told.name for told in self.declarations if told.amount is None],
            "Année qui n'est pas dans le budget par année": [told.name for told in self.declarations if told.astray],
        }
        for what, names in wanting.items():
            if names:
                yield f"{what} : {french.join(list(dict.fromkeys(names)))}."


def _known(amounts: Iterable[Amount]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _codes(accounts: tuple[Account, ...]) -> set[str]:
    return {account.code for account in accounts}


def _named(told: Declaration) -> str:
    return told.name if told.amount is None else f"{told.name} ({french.amount(told.amount)})"


def ledger(plan: Budget, told: Told) -> Ledger:
    """The figures of a dossier. Raises AssistantError when the campaign's budget names a question that does not exist."""

    def amount(path: str) -> Amount:
        value = told.dossier.reply(path).value
        return value if isinstance(value, Decimal) else None

    def each(repeat: Question | None, field: str) -> tuple[Amount, ...]:
        return tuple(amount(f"{repeat.id}[{row}].{field}") for row in range(told.dossier.rows(repeat.id) or 0)) if repeat else ()

    def names(repeat: Question | None) -> tuple[str, ...]:
        rows = range(told.dossier.rows(repeat.id) or 0) if repeat else ()
        return tuple(typography(row_name(repeat, told.dossier, row)) for row in rows) if repeat else ()

    for path in filter(None, (plan.cost, plan.asked, plan.own)):
        told.question(path)
    years, actions = (told.repeat(path) if path else None for path in (plan.years, plan.actions))
    others = told.repeat(plan.others)
    grouping = actions.field(plan.group) if actions else None
    paid = tuple(zip(names(others), each(others, plan.other_amount), strict=True))
    costs = zip(names(actions), each(actions, plan.action_cost), strict=True)
    made = names(years)
    return Ledger(
        plan=plan,
        cost=amount(plan.cost),
        asked=amount(plan.asked),
        own=amount(plan.own) if plan.own else Decimal(0),
        others=paid if told.dossier.rows(others.id) is not None else None,
        years=made,
        year_cost=each(years, plan.year_cost),
        year_asked=each(years, plan.year_asked),
        declarations=tuple(
            row for part in PARTS if (asks := plan.declared(part)) for row in _declarations(asks, part, told, made)
        ),
        own_name=headed(told.question(plan.own)) if plan.own else "",
        group_name=headed(grouping) if grouping else "",
        actions=tuple(_action(plan, told, actions, row, *named) for row, named in enumerate(costs)) if actions else (),
    )


def _declarations(asks: Declared, part: Part, told: Told, years: tuple[str, ...]) -> Iterator[Declaration]:
    """What the rows of a repeat declare; nothing is dropped, whatever a row lacks."""
    repeat = told.repeat(asks.each)
    places = {fold(year): place for place, year in enumerate(years)}
    for row in range(told.dossier.rows(repeat.id) or 0):

        def reply(field: str, row: int = row) -> Answer:
            return told.dossier.reply(f"{repeat.id}[{row}].{field}")

        account, amount, year = reply(asks.account), reply(asks.amount), repeat.field(asks.year)
        when = typography(words_of(year, reply(asks.year))) if year and reply(asks.year).state == "given" else ""
        yield Declaration(
            part=part,
            name=typography(row_name(repeat, told.dossier, row)),
            code=str(account.value) if account.state == "given" else "",
            amount=amount.value if isinstance(amount.value, Decimal) else None,
            year=places.get(fold(when)),
            astray=bool(when) and fold(when) not in places,
        )


def _action(plan: Budget, told: Told, actions: Question, row: int, name: str, cost: Amount) -> Action:
    field = actions.field(plan.group)
    reply = told.dossier.reply(f"{actions.id}[{row}].{plan.group}")
    group = display(reply.value, KINDS[field.type], field) if field and reply.state == "given" else ""
    context = Context(told.dossier, told.context.today, row)
    for quoted in plan.quoted:
        if compile_condition(quoted.when, told.script, actions).evaluate(context).value is True:
            constant = told.script.about.constants[quoted.constant]
            yearly = told.holds(quoted.yearly, actions, row) if quoted.yearly else False
            years = _years(plan, told) if yearly else Decimal(1)
            return Action(name, group, cost, constant.amount, typography(constant.means), constant.section, years)
    return Action(name, group, cost)


def _years(plan: Budget, told: Told) -> Decimal:
    """How many years the project lasts; one as long as that is not told."""
    months = told.dossier.reply(plan.duration).value if plan.duration else None
    return max(Decimal(1), months / 12) if isinstance(months, Decimal) else Decimal(1)
