"""The pictures of a budget, drawn by pygal as SVG: cost and means by year, share of the cost by group of actions."""

import sys
from decimal import Decimal
from typing import Any

from assistant import french
from assistant.french import typography
from assistant.outputs.ledger import Ledger
from assistant.outputs.model import Figure

_WIDTH, _HEIGHT = 760, 300
_COLOURS = ("#6f97c9", "#d98b2b", "#4f8a5b", "#9a1b1b", "#6b6b6b")
_NAME = 28
"""The longest name beside a bar, in characters."""


def by_year(ledger: Ledger) -> Figure | None:
    """What is asked and the other means, year by year; nothing when the years are not told in full."""
    costs = [cost for cost in ledger.year_cost if cost is not None]
    asked = [amount for amount in ledger.year_asked if amount is not None]
    if not costs or not len(costs) == len(asked) == len(ledger.years):
        return None
    rest = [max(cost - part, Decimal(0)) for cost, part in zip(costs, asked, strict=True)]
    series = {f"Subvention demandée ({ledger.plan.funder})": asked, "Autres moyens": rest}
    said = [
        f"{year} : coût de {french.amount(cost)}, dont {french.amount(part)} demandés"
        for year, cost, part in zip(ledger.years, costs, asked, strict=True)
    ]
    return _figure("StackedBar", list(ledger.years), series, "Coût et moyens, année par année", said)


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
    return _figure(
        "HorizontalBar",
        list(named)[::-1],
        {"Coût des actions": list(named.values())[::-1]},
        f"Coût des actions, par {ledger.group_name.lower()}",
        said,
    )


def _figure(kind: str, names: list[str], series: dict[str, list[Decimal]], caption: str, said: list[str]) -> Figure:
    alt = typography(f"{caption}. {' ; '.join(said)}.")
    return Figure(lambda: _drawn(kind, names, series), typography(caption), alt, (_WIDTH, _HEIGHT))


def _drawn(kind: str, names: list[str], series: dict[str, list[Decimal]]) -> str:
    import pygal
    from pygal.style import Style

    # pygal leaves an import hook of the kind that Python warns of at each import.
    sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]
    style = Style(
        background="#ffffff",
        plot_background="#ffffff",
        font_family="Libertinus Serif, Liberation Sans, sans-serif",
        colors=_COLOURS,
        opacity="1",
        guide_stroke_color="#ffffff",
        major_guide_stroke_color="#ffffff",
        value_colors=("#1a1a1a",) * len(_COLOURS),  # dark on all: an amount may be wider than its bar
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
    }
    chart = getattr(pygal, kind)(**options)
    chart.x_labels = names
    for name, values in series.items():
        chart.add(name, [float(value) for value in values])
    return str(chart.render(is_unicode=True))
