"""A docstring names what is raised: whoever calls has to know what to expect, without reading on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from tests.rooms import PACKAGE

ROOMS = (
    *("policy", "meeting", "journal", "directory", "ahead", "learning", "practice", "report", "doctor"),
    *("settings.py", "settings_told.py", "adoption.py", "adoption_records.py", "packfiles.py"),
)
ALWAYS = {"AssertionError", "NotImplementedError"}
"""What says that something cannot be, and what nobody expects."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def made() -> dict[str, set[str]]:
    """What each class of ours is besides, and what each function answers that makes an error."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).update(map(last, node.bases))
            elif isinstance(node, ast.FunctionDef) and node.returns is not None:
                found.setdefault(node.name, set()).update(ast.unparse(node.returns).strip("'\"").split(" | "))
    return found


def last(node: ast.expr) -> str:
    """The last word of a name: ``StoreError`` of ``errors.StoreError``."""
    called = node.func if isinstance(node, ast.Call) else node
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def family(name: str) -> set[str]:
    """What an error is, whichever way it was made."""
    found, ahead = set[str](), [name]
    while ahead:
        fresh = ahead.pop()
        if fresh not in found:
            found.add(fresh)
            ahead += made().get(fresh, ())
    return found


def raised(function: Function) -> Iterator[str]:
    """What leaves a function where it says ``raise`` itself: not what a ``try`` around it may catch."""
    ahead: list[ast.AST] = list(function.body)
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield last(node.exc)
        elif isinstance(node, ast.Try):
            ahead += chain(node.orelse, node.finalbody, *(handler.body for handler in node.handlers))
        elif not isinstance(node, Function | ast.ClassDef | ast.Lambda):
            ahead += ast.iter_child_nodes(node)


def values(function: Function) -> set[str]:
    """What was given to a function, or put aside in it: an error that came from elsewhere."""
    inside = list(ast.walk(function))
    given = {node.arg for node in inside if isinstance(node, ast.arg)}
    return given | {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def public(body: list[ast.stmt]) -> Iterator[Function]:
    """The functions that others call, and the methods of the classes that others use."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)
            else:
                yield node


def untold(source: str) -> Iterator[str]:
    """The public functions that raise what they do not name, nor anything that it is."""
    for function in public(ast.parse(source).body):
        told = ast.get_docstring(function) or ""
        for name in sorted(set(raised(function)) - ALWAYS - values(function)):
            if not any(one in told for one in family(name) if one[:1].isupper()):
                yield f"line {function.lineno}: {function.name} raises {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_raised_is_named(room: str) -> None:
    place = PACKAGE / room
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    found = {file.relative_to(PACKAGE).as_posix(): list(untold(file.read_text(encoding="utf-8"))) for file in files}
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('"""It does."""\n    raise StoreError("no")', ["line 1: f raises StoreError"]),
        ('"""It does. Raises StoreError."""\n    raise VaultBusy("no")', []),
        ('"""It does."""\n    raise errors.busy(x)', ["line 1: f raises busy"]),
        ('"""It does. Raises VaultBusy."""\n    raise errors.busy(x)', []),
        ('"""It does."""\n    try:\n        raise KeyError\n    except KeyError:\n        pass', []),
        (
            '"""It does."""\n    try:\n        g()\n    except OSError:\n        raise KeyError',
            ["line 1: f raises KeyError"],
        ),
        ('"""It does."""\n    found = busy(x)\n    raise found', []),
        ('"""It does."""\n    def g():\n        raise KeyError\n    return g', []),
    ],
)
def test_what_is_not_named_is_found(body: str, told: list[str]) -> None:
    assert list(untold(f"def f():\n    {body}\n")) == told
