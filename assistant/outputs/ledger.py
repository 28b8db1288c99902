"""The figures of a budget, read from the answers: cost, means, years, actions, and whether the whole is balanced."""

from dataclasses import dataclass
from decimal import Decimal

from assistant import french
from assistant.conditions import Context, compile_condition
from assistant.french import typography
from assistant.outputs.told import Told, headed
from assistant.plans import Account, Budget
from assistant.script import Question
from assistant.wording import KINDS, display, row_name

Amount = Decimal | None
UNSPLIT = "Année non précisée"


@dataclass(frozen=True)
class Entry:
    """A line of the accounts: an amount a year, then what no year is told for; None where nothing is known."""

    number: str
    label: str
    amounts: tuple[Amount, ...]
    note: str = ""

    @property
    def total(self) -> Decimal:
        """What is known of the line, summed."""
        return sum((amount for amount in self.amounts if amount is not None), Decimal(0))


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

    @property
    def means(self) -> Amount:
        """The sum of the means; None as long as one of them is not told."""
        amounts = [self.asked, self.own, *(amount for _, amount in self.others or ())]
        if self.others is None or None in amounts:
            return None
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

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

    def entries(self, accounts: tuple[Account, ...]) -> tuple[Entry, ...]:
        """The lines of a list of accounts, with the amounts that the answers give."""
        return tuple(entry for account in accounts for entry in self._entries(account))

    def _entries(self, account: Account) -> list[Entry]:
        none: tuple[Amount, ...] = (None,) * len(self.years)

        def entry(amounts: tuple[Amount, ...], label: str = account.label) -> Entry:
            return Entry(account.number, typography(label), amounts, typography(account.note))

        match account.source:
            case "asked":
                known = sum((amount for amount in self.year_asked if amount is not None), Decimal(0))
                rest = self.asked - known if self.asked is not None and self.asked > known else None
                return [entry((*self.year_asked, rest))]
            case "own":
                return [entry((*none, self.own))]
            case "others" if self.others:
                return [entry((*none, amount), f"{account.label} : {name}") for name, amount in self.others]
            case _:
                return [entry((*none, None))]


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
    return Ledger(
        plan=plan,
        cost=amount(plan.cost),
        asked=amount(plan.asked),
        own=amount(plan.own) if plan.own else Decimal(0),
        others=paid if told.dossier.rows(others.id) is not None else None,
        years=names(years),
        year_cost=each(years, plan.year_cost),
        year_asked=each(years, plan.year_asked),
        own_name=headed(told.question(plan.own)) if plan.own else "",
        group_name=headed(grouping) if grouping else "",
        actions=tuple(_action(plan, told, actions, row, *named) for row, named in enumerate(costs)) if actions else (),
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
