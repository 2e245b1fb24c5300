"""Names say what a thing is (design §8); no attics, no hidden wires."""

from __future__ import annotations

import ast
import re
from itertools import chain

from tests.architecture.tree import Function, functions, modules, report

ATTIC = re.compile(r"^(utils?|helpers?|common|misc|tools|stuff|base|core)$")
WIRES = re.compile(r"^(django\.dispatch|django\.db\.models\.signals|django\.core\.signals|blinker)")
EMPTY_VERBS = re.compile(r"^(process|handle|manage)(_|$)|(^|_)(data|info|util|utils|helper)$")
CLOCKS = {"now", "today", "utcnow"}
THE_CLOCK = "motcua.foundation.clock"
# The names Django gives to a management command's body, and to the first look of an upload handler at a request.
FRAMEWORK_METHODS = {"handle", "handle_raw_input"}


def test_no_module_is_an_attic() -> None:
    offenders = [str(module.path) for module in modules() if ATTIC.match(module.name.rpartition(".")[2])]
    report("A module is named after what it holds; there are no utils:", offenders)


def test_no_signals() -> None:
    offenders = []
    for module in modules():
        for node in ast.walk(module.tree):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            offenders += [f"{module.path}:{getattr(node, 'lineno', 0)} {name}" for name in names if WIRES.match(name)]
    report("What follows from an act is a reaction to its event, never a signal:", offenders)


def test_no_function_or_class_has_an_empty_name() -> None:
    named = ((str(function), function.node.name) for function in functions() if function.node.name not in FRAMEWORK_METHODS)
    classes = (
        (f"{module.path}:{node.lineno} {node.name}", re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    )
    offenders = [place for place, name in chain(named, classes) if EMPTY_VERBS.search(name)]
    report("Never process, handle, manage, data, info: say what it does:", offenders)


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    offenders = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if module.name != THE_CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "timezone"}
    ]
    report(f"The clock is an argument; only {THE_CLOCK} asks the machine:", offenders)


def test_every_command_takes_the_time_it_happens_at() -> None:
    offenders = [str(function) for function in commands() if "at" not in parameters(function)]
    report("A command has an argument `at`, the instant at which it happens:", offenders)


def commands() -> list[Function]:
    """The writing functions of the rooms: public in `commands.py`, or offered by the `__init__` of a `commands` folder.

    The law's own commands are values, not functions.
    """
    offered = {
        alias.name
        for module in modules()
        if module.path.parts[-2:] == ("commands", "__init__.py")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return [
        function
        for function in functions()
        if function.is_public and not function.owner and not function.module.name.startswith("motcua.law.")
        if function.module.path.name == "commands.py" or ("commands" in function.module.path.parts and function.node.name in offered)
    ]


def parameters(function: Function) -> set[str]:
    """The names of a function's arguments."""
    return {argument.arg for argument in [*function.node.args.args, *function.node.args.kwonlyargs]}
