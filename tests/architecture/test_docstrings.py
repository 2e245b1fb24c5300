"""What is public says what it does, in which unit, and what it refuses (contract of the house)."""

from __future__ import annotations

import ast

from tests.architecture.tree import Module, functions, modules, report

# Methods whose meaning Django or Python fixes.
GIVEN = {"ready", "save", "delete", "clean", "handle", "add_arguments", "get_absolute_url", "dispatch", "get", "post", "setUp"}


def test_every_module_says_what_it_is_for() -> None:
    offenders = [
        str(module.path) for module in modules() if len(ast.get_docstring(module.tree) or "") < 10 and module.path.name != "apps.py"
    ]
    report("A module opens with a sentence that says what is in it:", offenders)


def test_every_public_function_has_a_docstring() -> None:
    offenders = [
        str(function)
        for function in functions()
        if function.is_public and function.node.name not in GIVEN and not is_inner(function.owner) and not ast.get_docstring(function.node)
    ]
    report("A public function says what it does:", offenders)


def test_every_public_class_has_a_docstring() -> None:
    offenders = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules()
        if not speaks_for_itself(module)
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    report("A public class says what it stands for:", offenders)


def speaks_for_itself(module: Module) -> bool:
    """Django's registration, and the lists of acts and facts whose names are the verbs of the glossary."""
    return module.name.rpartition(".")[2] in {"apps", "commands", "events"} and module.path.name != "__init__.py"


def is_inner(owner: str) -> bool:
    """Functions inside functions are explained by the function around them."""
    return owner.startswith("_") or "_" in owner
