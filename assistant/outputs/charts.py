"""The pictures of a budget, drawn by pygal as SVG: cost and means by year, share of the cost by group of actions."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant import french
from assistant.french import typography
from assistant.outputs.ledger import Ledger
from assistant.outputs.model import Figure

_WIDTH, _HEIGHT = 760, 300
_ASKED, _MEANS, _REST = "#6f97c9", "#d98b2b", "#c9cdd3"
_LACK = "url(#manque)"
"""What nobody pays yet is hatched, lightly enough for its amount to be read: it is told apart without its colour."""
_HATCHES = (
    '<pattern id="manque" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="9" height="9" fill="#fdf1f0"/><rect width="1.5" height="9" fill="#d98080"/></pattern>'
)
_NAME = 28
"""The longest name beside a bar, in characters."""
_TICKS = 5
"""About how many amounts stand along an axis: more would run together."""
_LEGIBLE = Decimal("0.06")
"""The least part of the highest bar that bears its amount: a thinner one would hide another's."""
ALL_YEARS = "Toutes années"


@dataclass(frozen=True)
class _Series:
    """Amounts of one kind, one for each bar, in a colour."""

    name: str
    amounts: Sequence[Decimal]
    colour: str = _ASKED


def by_year(ledger: Ledger) -> Figure | None:
    """What is asked and the other means, year by year; nothing when the years are not told in full.

    Means that no year is told for stand in a bar for all years, with what nothing covers, unless the whole is covered: what is left of
    each year's cost is then what they pay.
    """
    costs = [cost for cost in ledger.year_cost if cost is not None]
    asked = [amount for amount in ledger.year_asked if amount is not None]
    if not costs or not len(costs) == len(asked) == len(ledger.years):
        return None
    funder = f"Subvention demandée ({ledger.plan.funder})"
    said = [
        f"{year} : coût de {french.amount(cost)}, dont {french.amount(part)} demandés"
        for year, cost, part in zip(ledger.years, costs, asked, strict=True)
    ]
    caption, years = "Coût et moyens, année par année", list(ledger.years)
    if ledger.uncovered == 0 and ledger.cost is not None and ledger.means is not None and ledger.means - ledger.cost < 1:
        rest = [max(cost - part, Decimal(0)) for cost, part in zip(costs, asked, strict=True)]
        return _figure("StackedBar", years, [_Series(funder, asked), _Series("Autres moyens", rest, _MEANS)], caption, said)
    dated = ledger.year_beside
    rest = [max(cost - part - other, Decimal(0)) for cost, part, other in zip(costs, asked, dated, strict=True)]
    whole, lacking = ledger.asked or sum(asked, Decimal(0)), ledger.uncovered or Decimal(0)
    none = Decimal(0)
    series = [
        _Series(funder, [*asked, whole]),
        _Series("Autres moyens déclarés", [*dated, ledger.beside], _MEANS),
        _Series("Reste du coût de l'année", [*rest, none], _REST),
        _Series(ledger.uncovered_name, [*(none for _ in years), lacking], _LACK),
    ]
    said.append(
        f"{ALL_YEARS.lower()} : {french.amount(whole)} demandés, {french.amount(ledger.beside)} d'autres moyens déclarés, "
        f"{ledger.uncovered_name.lower()} : {french.amount(lacking)}"
    )
    return _figure("StackedBar", [*years, ALL_YEARS], series, caption, said)


def by_group(ledger: Ledger) -> Figure | None:
    """The cost of the actions by group; nothing when the cost of one of them is not told."""
    sums: dict[str, Decimal] = {}
    for action in ledger.actions:
        if action.cost is None:
            return None
        sums[action.group] = sums.get(action.group, Decimal(0)) + action.cost
    whole = sum(sums.values(), Decimal(0))
    if not whole:
        return None
    named = {(name.partition(" – ")[0] or "Autres")[:_NAME]: value for name, value in sorted(sums.items())}
    said = [f"{name} : {french.amount(value)}, soit {french.percent(value * 100 / whole)}" for name, value in named.items()]
    costs = _Series("Coût des actions", list(named.values())[::-1])
    return _figure("HorizontalBar", list(named)[::-1], [costs], f"Coût des actions, par {ledger.group_name.lower()}", said)


def _figure(kind: str, names: list[str], series: list[_Series], caption: str, said: list[str]) -> Figure:
    alt = typography(f"{caption}. {' ; '.join(said)}.")
    return Figure(lambda: _drawn(kind, names, series), typography(caption), alt, (_WIDTH, _HEIGHT))


def _ticks(highest: Decimal) -> list[float]:
    """Round amounts from zero to the first one that is not below the highest."""
    step = Decimal(1)
    while highest / step > _TICKS:
        step *= Decimal("2.5") if str(step).startswith("2") else 2
    return [float(step * number) for number in range(int(-(-highest // step)) + 1)]


def _drawn(kind: str, names: list[str], series: list[_Series]) -> str:
    import pygal
    from pygal.style import Style

    # pygal leaves an import hook of the kind that Python warns of at each import.
    sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
    highest = max(sum((one.amounts[bar] for one in series), Decimal(0)) for bar in range(len(names)))
    style = Style(
        background="#ffffff",
        plot_background="#ffffff",
        font_family="Liberation Sans, Arial, sans-serif",
        colors=tuple(one.colour for one in series),
        opacity="1",
        guide_stroke_color="#ffffff",
        major_guide_stroke_color="#ffffff",
        value_colors=("#1a1a1a",) * len(series),  # dark on all: an amount may be wider than its bar
        label_font_size=14,
        major_label_font_size=14,
        legend_font_size=14,
        value_font_size=14,
    )
    options: dict[str, Any] = {
        "width": _WIDTH,
        "height": _HEIGHT,
        "style": style,
        "js": (),
        "no_prefix": True,  # else every picture bears a number drawn at random
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 2,
        "print_values": True,
        "show_legend": len(series) > 1,
        "value_formatter": lambda value: french.amount(Decimal(str(value)).quantize(Decimal(1))),
        "truncate_label": _NAME,
        "truncate_legend": 60,
        "show_y_guides": False,
        "show_x_guides": False,
        "y_labels": _ticks(highest),
    }
    chart = getattr(pygal, kind)(**options)
    chart.x_labels = names
    for one in series:
        # An amount that has no room for its figures is drawn without them: the table and the words about the picture tell it.
        chart.add(
            one.name,
            [{"value": float(amount), "formatter": None if amount > highest * _LEGIBLE else _nothing} for amount in one.amounts],
        )
    return str(chart.render(is_unicode=True)).replace("<defs>", f"<defs>{_HATCHES}", 1)


def _nothing(_: float) -> str:
    return ""
