"""The table of finding codes: complete both ways, true of severities, and the page made from it fresh."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest
from checkout import ROOT
from command_line import Cli
from write_findings import PAGE, codes_table, findings_page

from summarizer.checks.codes import CODES, Code
from summarizer.schemas.record import Severity
from summarizer.values import REVIEWED

NO_FINDING = {"ArticleFailure", "BatchProblem", "GivenUp"}
"""What else in the package has a code."""


@cache
def raised() -> frozenset[tuple[str, str | None]]:
    """Each code that the package's sources give a finding, with its severity where that stands beside it."""
    paths = (ROOT / "summarizer").rglob("*.py")
    return frozenset([(REVIEWED, "info"), *(found for path in paths for found in raised_in(path.read_text("utf-8")))])


def raised_in(source: str) -> Iterator[tuple[str, str | None]]:
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call):
                    yield from raised_by(call, function)


def raised_by(call: ast.Call, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, str | None]]:
    name = ast.unparse(call.func).rpartition(".")[2]
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if ast.unparse(call.func).endswith(("context.find", "self._find")):
        given |= dict(zip(("code", "severity"), call.args, strict=False))
    elif name == "doubt":
        given |= {"code": call.args[0], "severity": ast.Constant("warning")}
    if name not in NO_FINDING and "code" in given:
        severity = given.get("severity")
        said = str(severity.value) if isinstance(severity, ast.Constant) else None
        yield from ((code, said) for code in words(given["code"], function))


def words(value: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The texts that an argument may be: its own, or those that its name has in the function."""
    if isinstance(value, ast.Constant):
        return [value.value] if isinstance(value.value, str) else []
    if not isinstance(value, ast.Name):
        return []
    arguments = function.args
    keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    values = [default for argument, default in keywords if argument.arg == value.id and default is not None]
    values += [
        choice
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id
        for choice in ([node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value])
    ]
    return [word for one in values if isinstance(one, ast.Constant) for word in words(one, function)]


def test_every_code_that_is_raised_stands_in_the_table_and_no_other() -> None:
    codes = {code for code, _ in raised()}
    assert (sorted(codes - CODES.keys()), sorted(CODES.keys() - codes)) == ([], [])


def test_each_code_is_raised_with_the_severities_of_the_table() -> None:
    seen: dict[str, set[str]] = {}
    for code, severity in raised():
        seen.setdefault(code, set()).update([severity] if severity else [])
    wrong = {code: found for code, found in seen.items() if not found <= set(CODES[code].severities)}
    assert not wrong
    assert all(set(one.severities) <= set(get_args(Severity)) for one in CODES.values())


def test_a_code_that_is_missing_is_noticed() -> None:
    function = ast.parse("def check(code='new_one'):\n    doubt('made_up', field, said, ())").body[0]
    assert isinstance(function, ast.FunctionDef)
    (call,) = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    assert [*raised_by(call, function)] == [("made_up", "warning")]
    assert "made_up" not in CODES


@pytest.mark.parametrize("one", CODES.values(), ids=CODES)
def test_a_row_is_whole(one: Code) -> None:
    code, severities, doubts_answer, meaning, remedy = one
    assert code.replace("_", "").isalpha()
    assert severities
    assert "warning" in severities or not doubts_answer
    assert meaning.endswith(".")
    assert remedy.endswith(".")
    assert "|" not in meaning + remedy


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == findings_page(), "run: make findings"
    assert len(codes_table().splitlines()) == len(CODES) + 2


@pytest.mark.parametrize(
    ("code", "close"),
    [
        ("unsuported_count", "; did you mean unsupported_count"),
        ("outcome", "; did you mean outcome_conflict"),
        ("xyz", ". docs/findings.md lists them all"),
    ],
)
def test_an_unknown_code_is_a_usage_error(cli: Cli, code: str, close: str) -> None:
    done = cli("show", "run1", "--finding", code)
    said = " ".join(done.err.replace("│", " ").split())
    assert done.code == 2
    assert f"{code!r} is no code of a finding{close}" in said
    assert "docs/findings.md lists them all" in said
