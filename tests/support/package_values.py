"""What stands in the package's modules, for tests that hold for all of it."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import _lru_cache_wrapper, cache
from types import ModuleType
from typing import Any, TypeVar

import summarizer

T = TypeVar("T")


@cache
def modules() -> list[ModuleType]:
    return [importlib.import_module(one.name) for one in pkgutil.walk_packages(summarizer.__path__, "summarizer.")]


def find_values(kind: type[T]) -> dict[T, str]:
    """Every value of a kind that a module, or a table in it, holds, with where it stands."""
    return {
        value: name
        for module in modules()
        for key, item in vars(module).items()
        for name, value in _walk(item, f"{module.__name__}.{key}", kind)
    }


def by_module(named: Mapping[T, str]) -> dict[str, dict[T, str]]:
    """Values with where they stand, those of a module together: a test for each takes longer to begin than to run."""
    grouped: dict[str, dict[T, str]] = {}
    for value, name in named.items():
        module = re.match(r"[\w.]+(?=\.\w)", name)
        grouped.setdefault(module.group() if module else name, {})[value] = name
    return grouped


def _walk(value: Any, name: str, kind: type[T]) -> Iterator[tuple[str, T]]:
    """The values within one; a function that compiles patterns when they are first needed is asked for them."""
    if isinstance(value, kind):
        yield name, value
    elif isinstance(value, _lru_cache_wrapper) and re.match(r"\(\).*Pattern", str(inspect.signature(value))):
        yield from _walk(value(), f"{name}()", kind)
    elif isinstance(value, Mapping):
        yield from (found for key, item in value.items() for found in _walk(item, f"{name}[{key!r}]", kind))
    elif isinstance(value, tuple | list):
        yield from (found for at, item in enumerate(value) for found in _walk(item, f"{name}[{at}]", kind))
