"""The budget as a document: balance, years, accounts, actions against the costs that the texts quote, and pictures."""

from datetime import date
from decimal import Decimal

from assistant import french
from assistant.outputs.charts import by_group, by_year
from assistant.outputs.checklist import Cite, paper
from assistant.outputs.ledger import Amount, Entry, Ledger
from assistant.outputs.model import Draft, Paper, Text, Words, quiet, strong, text
from assistant.outputs.told import GAP, Told
from assistant.plans import Account

TO_SPREAD = "à répartir"


def budget(told: Told, figures: Ledger, notices: tuple[str, ...], title: str, today: date, cite: Cite) -> Paper:
    """The budget of a dossier; `notices` are what is to be told of its coherence."""
    plan = figures.plan
    draft = Draft()
    draft.paragraph(plan.intro)
    draft.callout("note" if "est équilibré" in figures.balance else "gap", strong(figures.balance))
    if figures.share is not None:
        draft.paragraph(f"Part de la subvention demandée dans le coût complet : {french.percent(figures.share)}.")
    _means(draft, figures)
    _years(draft, figures)
    _accounts(draft, figures)
    _actions(draft, figures, cite)
    if notices:
        draft.heading(2, "Points de cohérence")
        draft.bullets(notices)
    return paper(plan.title, told.script, title, today, draft)


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
    rows += [("Total des moyens", _said(figures.means, "incomplet")), (strong("Coût complet"), strong(_said(figures.cost)))]
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
    header = ["Année", "Coût", "Subvention demandée", "Autres moyens", "Part demandée"]
    draft.table(header, rows, "Coût et subvention demandée, année par année", numeric=range(1, 5), total=True)
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
    parts: list[tuple[str, tuple[Account, ...], Amount]] = [
        ("Charges", plan.charges, figures.cost),
        ("Produits", plan.products, figures.means),
        ("Charges : contributions en nature", plan.kind_charges, None),
        ("Produits : contributions en nature", plan.kind_products, None),
    ]
    for name, accounts, total in parts:
        if not accounts:
            continue
        rows: list[tuple[Words, ...]] = [_entry(entry, charges=name == "Charges") for entry in figures.entries(accounts)]
        told = name in {"Charges", "Produits"}
        if told:
            rows.append(("", "Total", _said(total, "incomplet")))
        draft.table(["Compte", "Intitulé", "Montant"], rows, name, numeric=[2], total=told, widths=(2, 12, 4))


def _entry(entry: Entry, charges: bool) -> tuple[Words, ...]:
    label: Text = text(entry.label, quiet(f" – {entry.note}" if entry.note else ""))
    known = any(amount is not None for amount in entry.amounts)
    return (entry.number, label, french.amount(entry.total) if known else TO_SPREAD if charges else "")


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
        rows.append((action.name, action.group, _said(action.cost), quoted or "–"))
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
