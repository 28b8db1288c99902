"""The budget as a document: balance, years, accounts, actions against the costs that the texts quote, and pictures."""

from datetime import date
from decimal import Decimal

from assistant import french
from assistant.outputs.charts import by_group, by_year
from assistant.outputs.checklist import Cite, paper
from assistant.outputs.ledger import UNSPLIT, Amount, Entry, Ledger
from assistant.outputs.model import Draft, Paper, Text, Words, quiet, strong, text
from assistant.outputs.tables import as_csv
from assistant.outputs.told import GAP, Told
from assistant.plans import Part
from assistant.sheets.layout import ACCOUNTS

TO_SPREAD = "à répartir"
PART_NAMES: dict[Part, str] = {
    "charges": "Charges",
    "products": "Produits",
    "kind_charges": "Charges : contributions en nature",
    "kind_products": "Produits : contributions en nature",
}


def budget(told: Told, figures: Ledger, notices: tuple[str, ...], title: str, today: date, cite: Cite) -> Paper:
    """The budget of a dossier; `notices` are what is to be told of its coherence."""
    plan = figures.plan
    draft = Draft()
    draft.paragraph(plan.intro)
    draft.callout("note" if "est équilibré" in figures.balance else "gap", strong(figures.balance))
    if figures.share is not None:
        draft.paragraph(f"La subvention demandée fait {french.percent(figures.share)} du coût complet.")
    _means(draft, figures)
    _years(draft, figures)
    _accounts(draft, figures)
    _actions(draft, figures, cite)
    if notices:
        draft.heading(2, "Points de cohérence")
        draft.bullets(notices)
    return paper(plan.title, told.script, title, today, draft)


def lines(figures: Ledger) -> str:
    """The accounts as CSV, one a line, then what is to be known of them."""
    rows = [["Partie", *ACCOUNTS[:2], *figures.years, UNSPLIT if figures.years else "Montant", "Total", ACCOUNTS[2]]]
    for part, name in PART_NAMES.items():
        for entry in figures.entries(part):
            amounts = [*entry.amounts, entry.total if entry.known else None]
            rows.append([name, entry.number, entry.label, *map(_figure, amounts), entry.note])
    told = [("Résultat", figures.balance), ("Note", figures.plan.unchecked), *(("À vérifier", said) for said in figures.remarks)]
    return as_csv([*rows, *([what, "", said] for what, said in told if said)])


def _figure(amount: Amount) -> str:
    """An amount that a French spreadsheet reads as a number."""
    return "" if amount is None else format(amount.normalize(), "f").replace(".", ",")


def _said(amount: Amount, gap: str = GAP) -> str:
    return gap if amount is None else french.amount(amount)


def _means(draft: Draft, figures: Ledger) -> None:
    draft.heading(2, "Coût et moyens")
    rows: list[tuple[Words, ...]] = [
        (f"Subvention demandée ({figures.plan.funder})", _said(figures.asked)),
        *([(figures.own_name, _said(figures.own))] if figures.plan.own else []),
        *((name, _said(amount)) for name, amount in figures.others or ()),
    ]
    if figures.others is None:
        rows.append(("Autres financeurs", GAP))
    if figures.more is not None:
        rows.append(("Autres produits, dits par compte", _said(figures.more)))
    rows.append(("Total des moyens", _said(figures.means, "incomplet")))
    if figures.uncovered:
        rows.append((figures.uncovered_name, french.amount(figures.uncovered)))
    rows.append((strong("Coût complet"), strong(_said(figures.cost))))
    draft.table(["Moyens", "Montant"], rows, "Moyens et coût complet, toutes années", numeric=[1], widths=(3, 1))


def _years(draft: Draft, figures: Ledger) -> None:
    if not figures.years:
        return
    draft.heading(2, "Répartition par année")
    rows: list[tuple[Words, ...]] = [
        (year, _said(cost), _said(asked), _rest(cost, asked), _share(cost, asked))
        for year, cost, asked in zip(figures.years, figures.year_cost, figures.year_asked, strict=True)
    ]
    cost, asked = _sum(figures.year_cost), _sum(figures.year_asked)
    rows.append(("Total", _said(cost, "incomplet"), _said(asked, "incomplet"), _rest(cost, asked), _share(cost, asked)))
    header = ["Année", "Coût", "Subvention demandée", "Reste du coût", "Part demandée"]
    draft.table(header, rows, "Coût et subvention demandée, année par année", numeric=range(1, 5), total=True)
    if figures.uncovered:
        left = f"{figures.uncovered_name[:1].lower()}{figures.uncovered_name[1:]} : {french.amount(figures.uncovered)}"
        draft.paragraph(f"En face du reste du coût, les autres moyens déclarés font {french.amount(figures.beside)} ; {left}.")
    if picture := by_year(figures):
        draft.add(picture)


def _sum(amounts: tuple[Amount, ...]) -> Amount:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _rest(cost: Amount, asked: Amount) -> str:
    return "–" if cost is None or asked is None else french.amount(cost - asked)


def _share(cost: Amount, asked: Amount) -> str:
    return "–" if not cost or asked is None else french.percent(asked * 100 / cost)


def _accounts(draft: Draft, figures: Ledger) -> None:
    plan = figures.plan
    draft.heading(2, "Comptes du formulaire")
    if plan.unchecked:
        draft.callout("note", plan.unchecked)
    for remark in figures.remarks:
        draft.callout("gap", strong("À vérifier :"), f" {remark}")
    for part, name in PART_NAMES.items():
        entries = figures.entries(part)
        if entries:
            blank = TO_SPREAD if part == "charges" and figures.declared(part) is None else ""
            # An income that the dossier names has an amount to be told; an account that it does not name has nothing.
            rows = [_entry(entry, GAP if entry.source else blank) for entry in entries]
            rows += [("", *line) for line in _totals(figures, part)]
            total = bool(_totals(figures, part))
            draft.table(["Compte", "Intitulé", "Montant"], rows, name, numeric=[2], total=total, widths=(2, 12, 4))


def _entry(entry: Entry, blank: str) -> tuple[Words, ...]:
    label: Text = text(entry.label, quiet(f" – {entry.note}" if entry.note else ""))
    return (entry.number, label, french.amount(entry.total) if entry.known else blank)


def _totals(figures: Ledger, part: Part) -> list[tuple[Words, ...]]:
    """The lines that end a part: what is declared, what is left of the cost, the total."""
    entries, declared = figures.entries(part), figures.declared(part)
    told = sum((entry.total for entry in entries), Decimal(0))
    if part == "products":
        return [("Total", "incomplet" if figures.means is None else french.amount(told))]
    if part != "charges":
        return [("Total", french.amount(told))] if declared is not None else []
    if declared is None or figures.cost is None or abs(figures.cost - declared) < 1:
        return [("Total", _said(figures.cost, "incomplet"))]
    left = figures.cost - declared
    rest = ("Reste à répartir", french.amount(left)) if left > 0 else ("Réparti en trop", french.amount(-left))
    return [("Total réparti", french.amount(declared)), rest, ("Coût complet", french.amount(figures.cost))]


def _actions(draft: Draft, figures: Ledger, cite: Cite) -> None:
    if not figures.actions:
        return
    draft.heading(2, "Coût des actions")
    rows: list[tuple[Words, ...]] = []
    for action in figures.actions:
        quoted: Text = ()
        if action.quoted is not None:
            a_year = " par an" if action.years > 1 else ""
            times = "" if action.times is None else f", soit {french.number(action.times, 1)} fois{a_year}"
            place = quiet(f" ({action.means}, {cite(action.section)})")
            quoted = text(f"{french.amount(action.quoted)}{times}", place)
        rows.append((action.name, action.group or GAP, _said(action.cost), quoted or "–"))
    total = _sum(tuple(action.cost for action in figures.actions))
    rows.append(("Total", "", _said(total, "incomplet"), ""))
    header = ["Action", figures.group_name, "Coût", "Coût cité par les textes, à titre de repère"]
    draft.table(header, rows, "Coût de chaque action", numeric=[2], total=True, widths=(5, 5, 3, 8))
    if total is not None and figures.cost is not None and total != figures.cost:
        side = "de moins" if total < figures.cost else "de plus"
        gap = french.amount(abs(figures.cost - total))
        draft.paragraph(f"Les actions font ensemble {french.amount(total)}, soit {gap} {side} que le coût complet.")
    if picture := by_group(figures):
        draft.add(picture)
