from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import PromptError
from summarizer.rendering.prompts import Prompt, diff_prompts, list_prompts, load_prompt, parse_prompt, render

SOURCE = """---
id: mine/own
version: 1
purpose: A test.
---
<!-- system -->
Code it.
<!-- user -->
{% for sentence in sentences %}
[{{ sentence.number }}] {{ sentence.text }}
{% endfor %}
"""


def prompt(source: str = SOURCE) -> Prompt:
    return parse_prompt(source, name="own.md")


def test_all_shipped_prompts_load() -> None:
    assert [known.reference for known in list_prompts()] == [
        "incident/abstract@1",
        "incident/compact@1",
        "incident/compact@2",
        "incident/coverage@1",
        "incident/general@1",
        "incident/general@2",
    ]


def test_a_prompt_is_found_by_name_version_and_path(tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    file.write_text(SOURCE)
    assert load_prompt("incident/general") == load_prompt("incident/general@2")
    assert load_prompt(str(file)).reference == "mine/own@1"


def test_a_file_that_goes_by_a_shipped_prompts_name_has_its_text(tmp_path: Path) -> None:
    known, file = load_prompt("incident/compact@2"), tmp_path / "own.md"
    file.write_text(known.source, "utf-8")
    assert load_prompt(str(file)) == known
    file.write_text(known.source + "Tell of floods alone.\n", "utf-8")
    with pytest.raises(PromptError, match=r"own\.md: incident/compact@2 is a prompt .* id of its own"):
        load_prompt(str(file))


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_prompt_file_is_read_as_editors_store_it(tmp_path: Path, change: Callable[[str], str]) -> None:
    file = tmp_path / "own.md"
    file.write_bytes(change(SOURCE).encode())
    assert load_prompt(str(file)) == parse_prompt(SOURCE, name="own")


def test_a_bare_word_is_sooner_a_prompt_than_a_file() -> None:
    with pytest.raises(PromptError, match=r"There is no prompt 'compact'\. There are: incident/abstract@1"):
        load_prompt("compact")


@pytest.mark.parametrize("reference", ["incident/none", "incident/general@9", "no such file.md"])
def test_an_unknown_prompt_is_explained(reference: str) -> None:
    with pytest.raises(PromptError, match=r"There is no prompt|cannot be read"):
        load_prompt(reference)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no front matter", "no front matter"),
        (SOURCE.replace("<!-- user -->", "user:"), "<!-- user -->"),
        (SOURCE.replace("version: 1", "version: 0"), r"cannot be used: version: Input .* equal to 1\.\Z"),
        (SOURCE.replace("purpose: A test.", "purpose: [unclosed"), "front matter cannot be used"),
        (SOURCE.replace("purpose", "porpoise"), "front matter cannot be used"),
        (SOURCE.replace("version: 1", "version: 1\nversion: 2"), r": front matter has 'version' twice\. Keep one"),
        (SOURCE.replace("version: 1", "? [version]\n: 1"), "front matter cannot be used"),
    ],
)
def test_a_malformed_prompt_is_explained(source: str, words: str) -> None:
    with pytest.raises(PromptError, match=words):
        prompt(source)


def test_blanks_after_the_line_of_a_section_are_none_of_it() -> None:
    assert prompt(SOURCE.replace(" -->", " --> \t")).system == prompt().system


def test_an_undefined_variable_is_an_error() -> None:
    with pytest.raises(PromptError, match="'sentences' is undefined"):
        render(prompt(), {})


def test_a_macro_that_calls_itself_is_an_error() -> None:
    endless = prompt(SOURCE.replace("{{ sentence.text }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"))
    with pytest.raises(PromptError, match="recursion"):
        render(endless, {"sentences": [{"number": 1, "text": "x"}]})


@given(st.text())
def test_an_article_is_never_a_template(text: str) -> None:
    hostile = "{{ 7 * 7 }} {% raw %} <!-- user -->" + text
    messages = render(prompt(), {"sentences": [{"number": 1, "text": hostile}]})
    assert messages[1].content == f"[1] {hostile}\n"
    assert messages[0].content == "Code it."


@pytest.mark.parametrize(
    "expression", ["sentence.update({})", "sentence['__class__'].x", "sentence.__init__", "loop.__init__.x"]
)
def test_a_prompt_stays_in_its_sandbox(expression: str) -> None:
    hostile = prompt(SOURCE.replace("{{ sentence.text }}", f"{{{{ {expression} }}}}"))
    with pytest.raises(PromptError):
        render(hostile, {"sentences": [{"number": 1, "text": "x"}]})


def test_a_template_cannot_reach_into_python() -> None:
    hostile = prompt(SOURCE.replace("{{ sentence.text }}", "{{ sentence.__class__.__mro__ }}"))
    with pytest.raises(PromptError):
        render(hostile, {"sentences": [{"number": 1, "text": "x"}]})


def test_the_compact_prompt_is_letter_for_letter_the_adapters() -> None:
    messages = render(
        load_prompt("incident/compact@2"),
        {
            "published": "1990-02-04",
            "dateline": "Guatemala City",
            "sentences": [{"number": 1, "text": "One."}, {"number": 2, "text": "Two."}],
        },
    )
    assert messages[0].content.startswith(
        "You read a news article whose sentences are numbered and report the incidents"
    )
    assert messages[0].content.endswith("count: a number, 6+ for at least, ~6 for about, 6-8 for a range, several.")
    assert messages[1].content == "Published: 1990-02-04\nDateline: Guatemala City\n[1] One.\n[2] Two."


def test_the_compact_prompt_without_a_dateline() -> None:
    variables = {"published": "unknown", "dateline": None, "sentences": [{"number": 1, "text": "One."}]}
    assert render(load_prompt("incident/compact@2"), variables)[1].content == "Published: unknown\n[1] One."


def test_a_diff_shows_changed_lines_and_nothing_for_the_same() -> None:
    changed = prompt(SOURCE.replace("Code it.", "Code it well."))
    assert "+Code it well." in diff_prompts(prompt(), changed)
    assert diff_prompts(prompt(), prompt()) == ""


def test_a_diff_shows_what_the_front_matter_changes() -> None:
    assert "+leave_out_untold: true" in diff_prompts(
        load_prompt("incident/compact@1"), load_prompt("incident/compact@2")
    )
