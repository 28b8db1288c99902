"""What a campaign says of its papers, beside the outline and the form: typed models of dialogs/papers.yaml.

Every part may be missing: the campaign has no such paper then.
"""

from typing import Literal, get_args

from assistant.strict import Strict


class Step(Strict, frozen=True):
    """What somebody (`who`) does, to be done so many `days` before the deadline, and the requirements that it meets.

    `remains` is what nobody can have told yet, and stays to do once they are met (the deposit itself).
    """

    title: str
    who: str
    days: int
    requirements: tuple[str, ...] = ()
    remains: str = ""


class Later(Strict, frozen=True):
    """What comes after the deadline, in the words of the texts (`when`), and the section that says it."""

    when: str
    text: str
    section: str


class Calendar(Strict, frozen=True):
    """Who does what and when, counted back from a constant of the campaign that is a date (`deadline`).

    In the calendar of another program the last event is called `last`, and stands `margin` days before that date.
    """

    deadline: str
    title: str
    intro: str
    steps: tuple[Step, ...]
    later: tuple[Later, ...] = ()
    last: str = "Date limite"
    margin: int = 0


class Said(Strict, frozen=True):
    """A sentence with expressions; with `when`, it is only said of the files for which it is true."""

    text: str
    when: str = ""


class Note(Strict, frozen=True):
    """The note of one page for the person who decides; `strengths` are the requirements to praise when they are met, in order."""

    title: str
    facts: tuple[str, ...]
    strengths: tuple[str, ...]
    figures: tuple[Said, ...] = ()


class Letter(Strict, frozen=True):
    """A letter to every row of a repeat (`each`), which its sentences may use; `blank` stands for the name that is not known.

    Its subject is the first of these sentences that holds.
    """

    title: str
    each: str
    blank: str
    subject: tuple[Said, ...]
    text: tuple[Said, ...]
    intro: str = ""


class Actors(Strict, frozen=True):
    """The list of those to meet: the choices of the field `family` of a repeat (`each`), and the rows in each.

    `cited` are other repeats whose rows may name one of a family that no row of `each` is in.
    """

    title: str
    each: str
    family: str
    gives: str
    met: str
    section: str
    intro: str = ""
    cited: tuple[str, ...] = ()


class Pasted(Strict, frozen=True):
    """A block of an online form: answers, the rows of repeats, a sentence."""

    title: str
    show: tuple[str, ...] = ()
    each: str = ""
    columns: tuple[str, ...] = ()
    text: tuple[Said, ...] = ()


class Online(Strict, frozen=True):
    """The answers in blocks to paste in an online form."""

    title: str
    blocks: tuple[Pasted, ...]
    intro: str = ""


Part = Literal["charges", "products", "kind_charges", "kind_products"]
"""The parts of a budget: charges, products, and both sides of what is given in kind."""
PARTS: tuple[Part, ...] = get_args(Part)


class Account(Strict, frozen=True):
    """An account of the official form, with what it holds; `source` says which answers fill it, if any do.

    `choice` is the value by which a row declares it, where that is not its number.
    """

    number: str
    label: str
    source: Literal["", "asked", "own", "others"] = ""
    note: str = ""
    choice: str = ""

    @property
    def code(self) -> str:
        """The value of the choice that declares it."""
        return self.choice or self.number


class Declared(Strict, frozen=True):
    """Where amounts are declared account by account: a repeat (`each`), and its fields for the account, the amount, the year."""

    each: str
    account: str
    amount: str
    year: str = ""


class Quoted(Strict, frozen=True):
    """A cost that the texts quote (a constant of the campaign), and the actions (rows) to compare with it.

    Those that are `yearly` are compared year by year.
    """

    constant: str
    when: str
    yearly: str = ""


class Budget(Strict, frozen=True):
    """The budget: where the answers tell the cost and the means, and the accounts of the official form.

    `funder` is who is asked. `cost`, `asked` and `own` are questions; `years`, `others` and `actions` repeats, of which the fields
    are named. What a campaign does not ask is left out. Accounts in kind stand beside the others and balance each other.
    `duration` is the question that tells how long the project lasts, for what comes back every year. What is declared by account
    (`declared_charges`…) goes before what other answers say of it.
    """

    title: str
    funder: str
    cost: str
    asked: str
    others: str
    other_amount: str
    charges: tuple[Account, ...]
    products: tuple[Account, ...]
    own: str = ""
    years: str = ""
    year_cost: str = ""
    year_asked: str = ""
    actions: str = ""
    action_cost: str = ""
    duration: str = ""
    group: str = ""
    kind_charges: tuple[Account, ...] = ()
    kind_products: tuple[Account, ...] = ()
    declared_charges: Declared | None = None
    declared_products: Declared | None = None
    declared_kind_charges: Declared | None = None
    declared_kind_products: Declared | None = None
    quoted: tuple[Quoted, ...] = ()
    intro: str = ""
    unchecked: str = ""

    def accounts(self, part: Part) -> tuple[Account, ...]:
        """The accounts of a part."""
        parts = {"charges": self.charges, "products": self.products}
        return {**parts, "kind_charges": self.kind_charges, "kind_products": self.kind_products}[part]

    def declared(self, part: Part) -> Declared | None:
        """Where the amounts of a part are declared, if they are asked."""
        parts = {"charges": self.declared_charges, "products": self.declared_products}
        return {**parts, "kind_charges": self.declared_kind_charges, "kind_products": self.declared_kind_products}[part]


class Papers(Strict, frozen=True):
    """The papers of a campaign beside its outline, its form and its checklist."""

    calendar: Calendar | None = None
    note: Note | None = None
    budget: Budget | None = None
    letter: Letter | None = None
    actors: Actors | None = None
    online: Online | None = None


NO_PAPERS = Papers()
