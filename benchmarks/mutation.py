"""Mutation testing of the rule engine: how many small faults, put in one at a time, the project's own tests find.

    nice .venv/bin/python benchmarks/mutation.py [--sample N] [--only WORD] [--seed N] [--module NAME…]

Two parts. Of the Python of the engine, each fault is put into a module of a forked process that then runs the tests of the
engine (a fault that outlives them meets the wider tests); `--sample` keeps N of them, drawn evenly from the modules. Of the
expressions of a campaign, all of them are tried: each fault meets the examples, whose findings stand in a snapshot, and the
scenarios. Messages, annotations, docstrings and the words that an expression looks for in a text are left alone.
mutmut and cosmic-ray start a whole pytest for each fault, and know nothing of the expressions: hence this file.
Not part of `make test`: it takes from ten minutes to some hours.
"""

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODULES: dict[str, tuple[tuple[str, ...], ...]] = {
    name: (first, ("tests/test_examples.py", "tests/test_interview.py"))
    for name, first in {
        "terms": ("tests/test_conditions.py", "tests/test_rules.py"),
        **dict.fromkeys(
            ("functions.figures", "functions.lists", "functions.rows", "functions.states", "functions.texts"),
            ("tests/test_conditions.py", "tests/test_rules.py"),
        ),
        "conditions": ("tests/test_conditions.py", "tests/test_rules.py"),
        "rules": ("tests/test_rules.py",),
        "recall": ("tests/test_recall.py", "tests/test_rules.py", "tests/test_whatif.py"),
    }.items()
}
"""Each module of the engine, with the tests that a fault of it meets: those that know it best, then wider ones."""
LOADED = ("msgspec", "pytest", "yaml", "syrupy", "rapidfuzz", "hypothesis", "hypothesis.internal.conjecture.engine")
TIME = 600  # seconds a fault may run: it may loop for ever

LITERALS = ("Verdict = Literal", "Kind = Literal")
"""Annotations that have a name."""
SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}


def faults(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every fault of a tree: what was done where, and the tree with it."""
    alone = _left_alone(tree)
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in alone:
            continue
        for name, change in _changes(node):
            faulty = copy.deepcopy(tree)
            change(next(other for place, other in enumerate(ast.walk(faulty)) if place == number))
            yield f"{getattr(node, 'lineno', '?')}: {name}", ast.fix_missing_locations(faulty)


def _left_alone(tree: ast.AST) -> set[int]:
    """The nodes, by their identity, of messages, annotations, docstrings and words that an expression looks for."""
    roots: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"mentions", "cited"}:
            roots += node.args[1:]
        elif isinstance(node, ast.AnnAssign):
            roots.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            roots += [node.returns, *(arg.annotation for arg in (*node.args.args, *node.args.kwonlyargs))]
        elif isinstance(node, ast.Raise | ast.JoinedStr) or isinstance(getattr(node, "value", None), ast.Constant):
            said = isinstance(node, ast.Raise | ast.JoinedStr | ast.Expr)
            roots.append(node if said else None)
        elif isinstance(node, ast.Assign) and ast.unparse(node).startswith(("__all__ =", *LITERALS)):
            roots.append(node)
        elif isinstance(node, ast.ClassDef):
            roots += node.decorator_list  # that a value cannot be changed is asked of the type checker
    return {id(inner) for root in roots if root for inner in ast.walk(root)}


def _changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """The faults of one node, each with the function that puts it into that node of a copy."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for other in SWAPS.get(type(op), ()):
                yield (
                    f"{type(op).__name__} → {other.__name__} in {ast.unparse(node)}",
                    lambda n, place=place, other=other: n.ops.__setitem__(place, other()),
                )
    elif isinstance(node, ast.BoolOp):
        other = SWAPS[type(node.op)][0]
        yield f"{type(node.op).__name__} → {other.__name__} in {ast.unparse(node)}", lambda n: setattr(n, "op", other())
        for place in range(len(node.values)):
            yield f"without {ast.unparse(node.values[place])}", lambda n, place=place: n.values.pop(place)
    elif isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        other = SWAPS[type(node.op)][0]
        yield f"{type(node.op).__name__} → {other.__name__} in {ast.unparse(node)}", lambda n: setattr(n, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"without not in {ast.unparse(node)}", lambda n: (setattr(n, "op", ast.UAdd()), _as_bool(n))
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield f"condition reversed: {ast.unparse(node.test)}", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield f"without if {ast.unparse(node.ifs[0])}", lambda n: n.ifs.pop(0)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield f"returns None, not {ast.unparse(node.value)[:60]}", lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield f"{node.value} → {not node.value}", lambda n: setattr(n, "value", not n.value)
        elif isinstance(node.value, int | float):
            yield f"{node.value} → {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)
        elif isinstance(node.value, str) and node.value:
            yield f"{node.value!r} → another text", lambda n: setattr(n, "value", "zz" + n.value)


def _as_bool(node: Any) -> None:
    """« not x » becomes « bool(x) », which means something in Python and, as « not not x », in an expression."""
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


# --- The Python of the engine -------------------------------------------------------------------------------------


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Load one module from a tree instead of its file."""

    def __init__(self, name: str, tree: ast.AST, path: Path) -> None:
        self.name, self.tree, self.path = name, tree, path

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> Any:
        """The module when it is ours."""
        return importlib.util.spec_from_loader(name, self, origin=str(self.path)) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the faulty tree."""
        module.__file__ = str(self.path)
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


def file_of(module: str) -> Path:
    """Where a module of the engine is written."""
    return ROOT.joinpath("assistant", *module.split(".")).with_suffix(".py")


def outlives(module: str, tree: ast.AST, tests: Sequence[str]) -> bool:
    """Whether every one of these tests still passes with the fault, in a process of their own."""
    child = os.fork()
    if child == 0:
        signal.alarm(TIME)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, _Faulty(f"assistant.{module}", tree, file_of(module)))
        code = 1
        try:
            import pytest

            code = int(
                pytest.main(
                    ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly", "--assert=plain", *tests]
                )
            )
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def engine(sample: int, chance: random.Random, modules: Sequence[str]) -> None:
    """Try the faults of the engine's modules and print those that outlive the tests."""
    for library in LOADED:  # once, for every child
        importlib.import_module(library)
    total = killed = 0
    for module in modules:
        tree = ast.parse(file_of(module).read_text(encoding="utf-8"))
        # Without a fault the tests must pass, or every fault would seem to be found.
        if not all(outlives(module, tree, tests) for tests in MODULES[module]):
            sys.exit("the tests fail without any fault: there is nothing to measure")
        found = list(faults(tree))
        chosen = chance.sample(found, min(len(found), sample // len(modules))) if sample else found
        alive = 0
        for name, faulty in chosen:
            if all(outlives(module, faulty, tests) for tests in MODULES[module]):
                alive += 1
                print(f"  survives  {module}:{name}", flush=True)
        total, killed = total + len(chosen), killed + len(chosen) - alive
        print(f"{module}: {len(chosen) - alive} of {len(chosen)} killed ({len(found)} faults in all)", flush=True)
    print(f"engine: {killed} of {total} killed, {100 * killed / max(1, total):.1f} %", flush=True)


# --- The expressions of the campaign ------------------------------------------------------------------------------


def expressions() -> None:
    """Try every fault of every condition of the rules and of every term: the examples and the scenarios must find it."""
    import msgspec

    from assistant.campaign import locate
    from assistant.dossier import Dossier
    from assistant.errors import AssistantError
    from assistant.rules import Rulebook
    from assistant.scenarios import load_scenario, scenario_names
    from assistant.script import load_script

    campaign = locate()
    script = load_script(campaign)
    scenarios = [load_scenario(campaign, name) for name in scenario_names(campaign)]
    played = [(Dossier(script, scenario.application), scenario) for scenario in scenarios]
    day = script.about.example_day
    assert day is not None
    examples = {r.id: [Dossier(script, example.answers) for example in r.examples] for r in script.requirements}
    book = Rulebook(script)
    said = {name: [book.finding(name, dossier, day).message for dossier in dossiers] for name, dossiers in examples.items()}

    def alive(faulty: Any, names: list[str]) -> bool:
        """Whether the examples and the scenarios of these requirements still get what they announce."""
        try:
            book = Rulebook(_with(faulty, requirements=tuple(r for r in faulty.requirements if r.id in names), notices=()))
            for name in names:
                for dossier, message in zip(examples[name], said[name], strict=True):
                    if book.finding(name, dossier, day).message != message:
                        return False
            for dossier, scenario in played:
                told = [name for name in names if name in scenario.expect.findings]
                if any(book.finding(n, dossier, scenario.as_of).status != scenario.expect.findings[n] for n in told):
                    return False
        except AssistantError:
            return False
        return True

    total = killed = 0
    for place, requirement in enumerate(script.requirements):
        for number, case in enumerate(requirement.cases):
            for name, tree in faults(ast.parse(case.when.strip(), mode="eval")):
                when = ast.unparse(tree)
                cases = (*requirement.cases[:number], msgspec.structs.replace(case, when=when), *requirement.cases[number + 1 :])
                changed = msgspec.structs.replace(requirement, cases=cases)
                rest = (*script.requirements[:place], changed, *script.requirements[place + 1 :])
                total += 1
                if alive(_with(script, requirements=rest), [requirement.id]):
                    print(f"  survives  {requirement.id}, case {number + 1} « {case.status} »: {name}", flush=True)
                else:
                    killed += 1
    print(f"conditions of the rules: {killed} of {total} killed, {100 * killed / max(1, total):.1f} %", flush=True)
    _terms(script, alive)


def _terms(script: Any, alive: Any) -> None:
    import msgspec

    from assistant.lint.proofs import term_names

    total = killed = 0
    for term, named in script.about.terms.items():
        readers = [r.id for r in script.requirements if any(term in term_names(case.when, script) for case in r.cases)]
        for name, tree in faults(ast.parse(named.when.strip(), mode="eval")):
            if not readers:
                break  # read by notices and messages only
            terms = script.about.terms | {term: msgspec.structs.replace(named, when=ast.unparse(tree))}
            total += 1
            if alive(_with(script, about=msgspec.structs.replace(script.about, terms=terms)), readers):
                print(f"  survives  term {term}: {name}", flush=True)
            else:
                killed += 1
    print(f"terms of the rules: {killed} of {total} killed, {100 * killed / max(1, total):.1f} %", flush=True)


def _with(script: Any, **changes: Any) -> Any:
    """A script that differs, with nothing compiled yet."""
    from dataclasses import replace

    return replace(script, **changes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="how many faults of the engine; 0 is all of them")
    parser.add_argument("--only", choices=("engine", "expressions"), help="one of the two parts")
    parser.add_argument("--module", choices=MODULES, nargs="+", default=list(MODULES), help="of the engine, these modules only")
    parser.add_argument("--seed", type=int, default=4, help="which sample")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    began = time.monotonic()
    if options.only != "engine":
        expressions()
    if options.only != "expressions":
        engine(options.sample, random.Random(options.seed), options.module)
    print(f"{(time.monotonic() - began) / 60:.0f} min")
