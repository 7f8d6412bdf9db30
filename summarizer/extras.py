"""Libraries that this package's extras bring: missed with a remedy, imported when something of them is first used."""

import importlib.util
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigurationError, how_to_install

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    import ray
    from pyarrow import fs as arrow_fs  # type: ignore[import-untyped]

__all__ = ["arrow_fs", "np", "pl", "ray", "require_libraries"]


class _Late:
    """Stands for a library, which is imported when something of it is asked for."""

    def __init__(self, library: str) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self._library), name)


if not TYPE_CHECKING:
    arrow_fs, np, pl, ray = map(_Late, ("pyarrow.fs", "numpy", "polars", "ray"))


def require_libraries(extra: str, *names: str) -> None:
    """Raises: ConfigurationError for libraries that are not installed, naming the extra that brings them."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        raise ConfigurationError(f"{' and '.join(missing)} not installed: {how_to_install(extra)}")
