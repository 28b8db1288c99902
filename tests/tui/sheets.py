"""Style sheets in tests: what Textual finds again at each start, and for each node, is found once a run.

Nothing is found otherwise than Textual finds it: its own answer is kept, with all that it depends on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
_parse = Stylesheet._parse_rules
_apply = Stylesheet.apply
_replace = Stylesheet.replace_rules


class _Known:
    """What a list of rules comes to, for all nodes that none of its selectors can tell apart.

    A selector looks at a node's type, id, classes and some pseudo-classes, and at those of the nodes above it.
    """

    def __init__(self, rules: tuple[RuleSet, ...]) -> None:
        self._selectors = [
            selector
            for rule in rules
            for selectors in rule.selector_set
            for selector in selectors.selectors
            if selector.pseudo_classes
        ]
        self._told: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.results: dict[int, tuple[Any, tuple[bool, ...]]] = {}

    def number(self, node: DOMNode, above: int) -> int:
        """The number of all nodes that are to the selectors what this one is; `above`: its parent's."""
        own = (type(node), node._id, node.classes)
        if own not in self._told:
            names = {name for selector in self._selectors if selector._check(node) for name in selector.pseudo_classes}
            self._told[own] = tuple(check for name, check in node._PSEUDO_CLASSES.items() if name in names)
        key = (above, own, *[bool(check(node)) for check in self._told[own]])
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def path(self, node: Any, cache: dict[Any, Any]) -> int:
        """The number of a node, from those of the nodes above it."""
        if not isinstance(node, DOMNode):
            return 0
        if node not in cache:
            cache[node] = self.number(node, self.path(node._parent, cache))
        return int(cache[node])


def _put(node: DOMNode, rules: Any, animate: bool) -> None:
    """Give a node its rules; those that it has already are not set again."""
    held = node.styles.base._rules
    changed = [key for key in held.keys() | rules.keys() if held.get(key) is not rules.get(key)]
    if animate and changed:
        _replace(node, rules, animate)
    elif not animate:
        for key in changed:
            setattr(node.styles.base, key, rules.get(key))
        node.notify_style_update()


@contextmanager
def found_once() -> Iterator[None]:
    """Each style sheet is parsed once, and matched once against each kind of node, not at each start of the app."""
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}
    known: dict[tuple[RuleSet, ...], _Known] = {}
    themes: dict[tuple[object, ...], int] = {}

    def theme(sheet: Any) -> int:
        """The number of the variables of a sheet, which hands them over whole."""
        variables = sheet._variables
        if sheet.__dict__.get("_theme", (None,))[0] is not variables:
            sheet._theme = (variables, themes.setdefault(tuple(sorted(variables.items())), len(themes)))
        return int(sheet._theme[1])

    def parse(sheet: Stylesheet, *names: Any, **options: Any) -> list[RuleSet]:
        key = (names, *options.items(), theme(sheet))
        if key not in parsed:
            parsed[key] = _parse(sheet, *names, **options)
        return parsed[key]

    def of(sheet: Any) -> _Known:
        rules = sheet.rules_map
        if getattr(sheet, "_known", (None,))[0] is not rules:
            key = tuple(sheet.rules)
            if key not in known:
                known[key] = _Known(key)
            sheet._known = (rules, known[key])
        return sheet._known[1]  # type: ignore[no-any-return]

    def apply(sheet: Any, node: DOMNode, *, animate: bool = False, cache: dict[Any, Any] | None = None) -> None:
        # The parts of a node are matched right after it, as if they were in it.
        cache = sheet.__dict__.get("_near", {}) if cache is None else cache
        of_sheet = of(sheet)
        number = of_sheet.path(node, cache)
        before, sheet._near = sheet.__dict__.get("_near", {}), cache
        try:
            if number in of_sheet.results:
                rules, flags = of_sheet.results[number]
                for name, flag in zip(_FLAGS, flags, strict=True):
                    setattr(node, name, flag)
                if rules is not None:
                    _put(node, rules, animate)
                # The parts of a node look as they did if nothing tells it from what it was.
                if node.__dict__.get("_parts_of") != (of_sheet, number):
                    sheet._process_component_classes(node)
            else:
                of_sheet.results[number] = _found(sheet, node, animate)
            node.__dict__["_parts_of"] = (of_sheet, number)
        finally:
            sheet._near = before

    def _found(sheet: Any, node: DOMNode, animate: bool) -> tuple[Any, tuple[bool, ...]]:
        taken: list[Any] = []

        def replace(target: DOMNode, rules: Any, animate: bool = False) -> None:
            taken.append(rules)
            _replace(target, rules, animate)

        before = sheet.__dict__.get("replace_rules")
        sheet.replace_rules = replace
        try:
            _apply(sheet, node, animate=animate)
        finally:
            if before is None:
                del sheet.replace_rules
            else:
                sheet.replace_rules = before
        return (taken[0] if taken else None), tuple(getattr(node, name) for name in _FLAGS)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse)
        patch.setattr(Stylesheet, "apply", apply)
        # By identity as before, but not in Python: each node asks it of each rule, each time its style is found.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield
