"""Every page says who may open it, and is nothing but parse, one command or query, render (design §3, §5)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.tree import functions, report

LONGEST_VIEW = 15
View = Callable[..., Any]


def routes(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple[str, View]]:
    """Every address pattern of the house with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def is_ours(view: View) -> bool:
    return inspect.unwrap(view).__module__.startswith("motcua")


def test_every_view_declares_its_access() -> None:
    offenders = [f"{address} → {view.__module__}.{view.__name__}" for address, view in routes() if not hasattr(view, "access")]
    report("Every view is declared with @page(access=…):", offenders)


def test_every_address_leads_to_a_view_of_the_house() -> None:
    offenders = [f"{address} → {inspect.unwrap(view).__module__}" for address, view in routes() if not is_ours(view)]
    report("Pages of libraries are not served as they are; they don’t know our access rules:", offenders)


def test_there_are_pages() -> None:
    assert len(list(routes())) >= 10


def test_no_view_is_longer_than_fifteen_lines() -> None:
    pages = {(inspect.unwrap(view).__module__, inspect.unwrap(view).__name__) for _, view in routes()}
    offenders = [
        f"{function}: {function.lines_without_docstring} lines"
        for function in functions()
        if (function.module.name, function.node.name) in pages and function.lines_without_docstring > LONGEST_VIEW
    ]
    report(f"A view has at most {LONGEST_VIEW} lines; rules and queries live in their rooms:", offenders)
