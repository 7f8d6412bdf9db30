"""Libraries of extras: imported when something of them is used, and missed with a remedy."""

import subprocess
import sys

import pytest

from summarizer.errors import ConfigurationError
from summarizer.extras import np, require_libraries


def test_a_library_is_imported_when_something_of_it_is_used() -> None:
    code = "import sys; from summarizer.extras import np; print('numpy' in sys.modules, np.arange(3).sum())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "3"]


def test_what_a_library_lacks_is_told() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        np.no_such_name  # type: ignore[attr-defined]  # noqa: B018 - asking is the test


def test_libraries_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    require_libraries("events", "numpy")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(ConfigurationError, match=r"^numpy not installed: pip install '.\[events\]'"):
        require_libraries("events", "json", "numpy")
