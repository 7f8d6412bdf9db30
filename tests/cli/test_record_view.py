"""Records as people see them: hostile text is text, evidence stands out, every kind of record can be shown."""

import re
from datetime import date
from typing import Any

import pytest
from records import custom, incident, info, said, summary, victim
from rich.console import Console, RenderableType
from rich.text import Text

from summarizer.cli.record_view import show_record
from summarizer.language.folding import clean
from summarizer.schemas.record import (
    Attribution,
    Count,
    CustomSummary,
    Evidence,
    FieldEvidence,
    Finding,
    IncidentDate,
    Outcome,
    Perpetrator,
    Place,
    PlaceName,
    Summary,
    Target,
    Total,
    Victim,
    Weapon,
)

ARTICLE = "At least 60 people were killed in Kabul on Thursday, officials said. Islamic State claimed it."


def span(words: str, status: str = "exact") -> tuple[Evidence, ...]:
    start = ARTICLE.index(words)
    return said(words, status=status, sentence=1 if start < ARTICLE.index("Islamic") else 2, start=start)


def killed(**changes: Any) -> Victim:
    count = Count(low=60, high=None, qualifier="at_least", text="At least 60", evidence=span("At least 60"))
    return victim("people", **{"count": count, "evidence": span("people"), **changes})


def plain(record: RenderableType, width: int = 160) -> str:
    console = Console(width=width, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as captured:
        console.print(record)
    return captured.get()


def shown(record: Summary | CustomSummary) -> str:
    return plain(show_record(record, ARTICLE))


def coloured(record: Summary | CustomSummary) -> str:
    console = Console(width=160, force_terminal=True, color_system="standard", markup=False, highlight=False)
    with console.capture() as captured:
        console.print(show_record(record, ARTICLE))
    return captured.get()


def test_everything_an_incident_says_is_shown() -> None:
    everything = incident(
        stage="attempted",
        date=IncidentDate(
            text="Thursday",
            earliest=date(2017, 7, 6),
            latest=date(2017, 7, 6),
            precision="day",
            basis="weekday",
            evidence=span("Thursday"),
        ),
        place=Place(
            country="Afghanistan",
            country_code="AF",
            country_evidence=(),
            places=(PlaceName(name="Kabul", evidence=span("Kabul")),),
        ),
        weapons=(Weapon(name="a bomb", evidence=()),),
        perpetrators=(
            Perpetrator(name="Islamic State", kind="organization", status="claimed", evidence=span("Islamic State")),
            Perpetrator(name="a man", kind="individual", status=None, evidence=()),
        ),
        targets=(Target(name="a gate", effect="damaged", evidence=()), Target(name="a wall", effect=None, evidence=())),
        victims=(killed(said_by=Attribution(text="officials", evidence=span("officials"))),),
        totals={"killed": Total(low=60, high=None), "injured": Total(low=2, high=3), "missing": Total(low=1, high=1)},
    )
    text = shown(summary(incidents=(everything,)))
    for words in (
        "bombing (attempted)",
        "Thursday (2017-07-06)",
        "Afghanistan (AF)",
        "Kabul",
        "a bomb",
        "Islamic State (claimed)",
        "a man (individual)",
        "a gate (damaged)",
        "a wall",
        "60+ people, says officials",
        "killed 60+, injured 2-3, missing 1",
        "no evidence",
        "incident/general@1",
        "70 tokens",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (60, None, "at_least", "60+ people"),
        (None, 60, "at_most", "up to 60 people"),
        (6, 6, "exact", "6 people"),
        (6, 6, "about", "about 6 people"),
        (6, 8, "range", "6-8 people"),
        (None, None, "several", "people"),
        (None, None, "unknown", "people"),
    ],
)
def test_counts_are_shown_with_their_bounds(low: int | None, high: int | None, qualifier: str, words: str) -> None:
    count = Count.model_validate({"low": low, "high": high, "qualifier": qualifier, "text": "x", "evidence": ()})
    rows = shown(summary(incidents=(incident(victims=(killed(count=count),)),)))
    assert f"killed  {words}  " in rows


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [(None, None, "Thursday (not resolved)"), (date(2017, 7, 1), date(2017, 7, 31), "2017-07-01 to 2017-07-31")],
)
def test_dates_are_shown_as_far_as_resolved(earliest: date | None, latest: date | None, words: str) -> None:
    when = IncidentDate(
        text="Thursday", earliest=earliest, latest=latest, precision="month", basis="explicit", evidence=()
    )
    assert words in shown(summary(incidents=(incident(date=when),)))


@pytest.mark.parametrize(
    ("status", "style"), [("exact", "1;32m"), ("normalized", "1;32m"), ("fuzzy", "1;33m"), ("not_found", "31m")]
)
def test_evidence_is_highlighted_in_its_sentence(status: str, style: str) -> None:
    text = coloured(summary(incidents=(incident(victims=(killed(count=None, evidence=span("people", status)),)),)))
    assert f"{style}people" in text
    assert "were killed in Kabul" in text


def test_the_quote_names_the_sentence_and_keeps_the_spaces() -> None:
    text = shown(summary(incidents=(incident(victims=(killed(),)),)))
    assert f"[1] {ARTICLE[:60]}" in text


def test_the_quote_names_the_page_of_a_file_that_has_pages() -> None:
    evidence = tuple(item.model_copy(update={"page": 7}) for item in span("people"))
    text = shown(summary(incidents=(incident(victims=(killed(count=None, evidence=evidence),)),)))
    assert "[1, page 7] At least 60" in text


def test_the_quote_ends_with_its_paragraph() -> None:
    article = "Elsewhere.\n\nSixty people died.\n\nOther news."
    start = article.index("people")
    evidence = Evidence(sentence=2, start=start, end=start + 6, text="people", status="exact")
    record = summary(incidents=(incident(victims=(killed(count=None, evidence=(evidence,)),)),))
    text = plain(show_record(record, article))
    assert "[2] Sixty people died." in " ".join(text.split())
    assert "Elsewhere" not in text
    assert "Other news" not in text


def test_a_record_without_incidents_says_so() -> None:
    text = shown(summary(findings=(Finding(code="x_code", severity="warning", field="article", message="Odd."),)))
    for words in ("No incident reported.", "warning x_code", "Odd.", "no publication date"):
        assert words in text


def test_a_finding_is_shown_with_its_evidence() -> None:
    finding = Finding(code="c", severity="info", field="article", message="Look.", evidence=span("Kabul"))
    assert "[1] At least 60 people were killed in Kabul" in shown(summary(findings=(finding,)))


HOSTILE = "[bold red]x[/] :boom: \x1b[31mred\x1b]8;;http://evil\x07 \u202eevil\u2066 a\u200bb \x00 {{ 7*7 }} \ud800"


@pytest.mark.parametrize("place", ["title", "summary", "group", "finding", "custom"])
def test_hostile_text_is_shown_as_text(place: str) -> None:
    records: dict[str, Summary | CustomSummary] = {
        "title": summary(article=info(title=HOSTILE.replace("\ud800", ""))),
        "summary": summary(summary=HOSTILE.replace("\ud800", "")),
        "group": summary(incidents=(incident(victims=(killed(group=HOSTILE.replace("\ud800", "")),)),)),
        "finding": summary(
            findings=(Finding(code="c", severity="info", field="f", message=HOSTILE.replace("\ud800", "")),)
        ),
        "custom": custom({HOSTILE: HOSTILE}),
    }
    text = plain(show_record(records[place], ARTICLE), width=400)
    assert "[bold red]x[/] :boom:" in text
    assert "{{ 7*7 }}" in text
    assert not set("\x1b\x07\x00\u202e\u2066\u200b\ud800") & set(text)


def test_a_hostile_article_is_shown_as_text() -> None:
    article = "\x1b[2J\u202eAt least 60 people [red]were[/red] killed."
    start = article.index("people")
    evidence = Evidence(sentence=1, start=start, end=start + 6, text="people", status="exact")
    record = summary(incidents=(incident(victims=(killed(count=None, evidence=(evidence,)),)),))
    text = plain(show_record(record, article))
    assert "people [red]were[/red] killed" in text
    assert not set("\x1b\u202e") & set(text)


def test_clean_folds_and_replaces() -> None:
    assert clean(" a\n\tb\x1b\u202ec ") == "a b\ufffd\ufffdc"
    assert clean("a\u3164b\ufe01c\U000e0101\u2600\ufe0f") == "a\ufffdb\ufffdc\ufffd\u2600\ufe0f"
    assert Text(clean("[b]x[/b]")).plain == "[b]x[/b]"


def test_a_custom_answer_is_shown_whole_with_the_evidence_it_has() -> None:
    answer = {"places": [{"name": "Kabul", "cite": [1]}], "mood": "grim", "by.who": {"x": None}, "whole": {"cite": [2]}}
    text = shown(
        custom(
            answer,
            FieldEvidence(field="places[0].name", evidence=span("Kabul")),
            FieldEvidence(field="whole.cite", evidence=span("Islamic State claimed it.")),
        )
    )
    rows = [line.split("  ")[0] for line in text.splitlines()]
    assert [row for row in rows if row in ("places[0].name", "mood", "places[0].cite", "by.who.x", "whole.cite")] == [
        "places[0].name",
        "mood",
        "whole.cite",
    ]
    assert "[2]" in text
    assert "no evidence" not in text


def test_a_record_whose_text_is_lost_can_still_be_shown() -> None:
    assert "60+ people" in plain(show_record(summary(incidents=(incident(victims=(killed(),)),)), ""))


def test_every_outcome_can_be_shown() -> None:
    for outcome in Outcome.__args__:  # type: ignore[attr-defined]
        assert f"{outcome}  60+ people" in shown(summary(incidents=(incident(victims=(killed(outcome=outcome),)),)))


SPANS = [(0, 68), (69, len(ARTICLE))]


def numbered(record: Summary | CustomSummary, width: int = 160) -> str:
    return plain(show_record(record, ARTICLE, SPANS), width)


def lines(text: str) -> list[str]:
    return [" ".join(line.strip("│ ").split()) for line in text.splitlines()]


def finding(field: str, code: str = "x_code", **changes: Any) -> Finding:
    values = {"code": code, "severity": "warning", "field": field, "message": f"About {field}.", **changes}
    return Finding.model_validate(values)


PEOPLED = incident(
    place=Place(
        country=None, country_code=None, country_evidence=(), places=(PlaceName(name="Kabul", evidence=span("Kabul")),)
    ),
    victims=(killed(), killed(group="guards", evidence=())),
)


@pytest.mark.parametrize(
    ("field", "above"),
    [
        ("incidents[0].place.places[0]", "place Kabul"),
        ("incidents[0].victims[0]", "killed 60+ people"),
        ("incidents[0].victims[0].count", "killed 60+ people"),
        ("incidents[0].victims[1].group", "killed 60+ guards"),
        ("summary", "A bomb went off."),
        ("article.published", "Findings"),
        ("incidents", "Findings"),
        ("incidents[7].victims[0]", "Findings"),
        ("odd]field[", "Findings"),
    ],
)
@pytest.mark.parametrize("width", [160, 60])
def test_a_finding_stands_under_the_value_it_is_about(field: str, above: str, width: int) -> None:
    record = summary(incidents=(PEOPLED,), findings=(finding(field),))
    told = lines(numbered(record, width))
    at = next(number for number, line in enumerate(told) if "x_code" in line)
    over = [line for line in told[:at] if line.startswith(("place", "killed", "A bomb went", "Findings"))]
    assert over[-1].replace(": ", " ").startswith(above)


def test_a_finding_about_an_incident_closes_it() -> None:
    record = summary(incidents=(PEOPLED, PEOPLED), findings=(finding("incidents[0].victims"),))
    told = lines(numbered(record))
    at = next(number for number, line in enumerate(told) if "x_code" in line)
    assert "guards" in told[at - 1]
    assert told[at + 1].startswith("╰")
    assert "Findings" not in told


def test_a_sentence_that_stands_above_is_not_said_again() -> None:
    same = finding("incidents[0].victims[0]", evidence=span("Kabul"))
    other = finding("incidents[0].victims[0]", evidence=span("Islamic State"))
    plain_count = numbered(summary(incidents=(PEOPLED,))).count("[1]")
    assert numbered(summary(incidents=(PEOPLED,), findings=(same,))).count("[1]") == plain_count
    assert numbered(summary(incidents=(PEOPLED,), findings=(other,))).count("[2] Islamic State claimed it.") == 1


def test_conflicting_claims_stand_side_by_side_where_there_is_room() -> None:
    clash = finding("incidents[0].victims", "conflicting_counts", evidence=(*span("60"), *span("Islamic State")))
    record = summary(incidents=(PEOPLED,), findings=(clash,))
    wide = [line for line in numbered(record).splitlines() if "[1]" in line and "[2]" in line]
    assert len(wide) == 1
    narrow = lines(numbered(record, 60))
    assert not [line for line in narrow if "[1]" in line and "[2]" in line]
    assert "[2] Islamic State claimed it." in narrow


@pytest.mark.parametrize("width", [20, 40, 60, 71, 72])
def test_a_narrow_terminal_shows_everything(width: int) -> None:
    record = summary(incidents=(PEOPLED,), findings=(finding("incidents[0].victims[0]", message="Look here."),))
    text = numbered(record, width)
    assert max(len(line) for line in text.splitlines()) <= width
    words = " ".join(lines(text))
    for word in ("killed", "60+", "guards", "x_code", "Look", "Kabul", "officials"):
        assert word in words


@pytest.mark.parametrize("width", [80, 100])
def test_words_without_spaces_are_shown_whole(width: int) -> None:
    text = "東京都新宿区の繁華街にある商業施設の地下駐車場で大規模な爆発があり、警視庁によると12人が死亡した。"
    evidence = (Evidence(sentence=1, start=(at := text.index("12人")), end=at + 3, text="12人", status="exact"),)
    count = Count(low=12, high=12, qualifier="exact", text="12", evidence=evidence)
    victim = PEOPLED.victims[0].model_copy(update={"count": count, "evidence": evidence, "said_by": None})
    doubt = Finding(code="x_code", severity="warning", field="article", message="See.", evidence=evidence)
    record = summary(incidents=(PEOPLED.model_copy(update={"victims": (victim,)}),), findings=(doubt,))
    console = Console(width=width, no_color=True, markup=False, highlight=False)
    with console.capture() as captured:
        console.print(show_record(record, text, [(0, len(text))]))
    told = captured.get()
    assert re.sub(r"[\s│]", "", told).count(text) == told.count("[1]") >= 2


def test_long_paths_of_an_own_answer_stand_above_their_values() -> None:
    path = "organisations_involved[0].affiliation_description.name_as_given"
    answer = {"organisations_involved": [{"affiliation_description": {"name_as_given": "Kabul"}}]}
    text = numbered(custom(answer, FieldEvidence(field=path, evidence=span("Kabul"))), 80)
    assert f"{path}: Kabul\n  [1] At least 60 people were killed in Kabul on Thursday" in text


def test_findings_of_an_own_answer_stand_under_its_values() -> None:
    record = custom({"mood": "grim", "place": {"name": "Kabul"}, "gist": "A bomb.", "cite": [1]}).model_copy(
        update={"findings": (finding("place.name"), finding("mood"))}
    )
    told = [line for line in lines(numbered(record)) if line]
    assert [line.split()[0] for line in told[2:6]] == ["mood", "warning", "place.name", "warning"]
    assert ["gist", "A", "bomb."] in [line.split() for line in told]


@pytest.mark.parametrize("width", [160, 60])
def test_hostile_findings_are_shown_as_text(width: int) -> None:
    hostile = HOSTILE.replace("\ud800", "")
    found = finding(f"incidents[0].victims[0].{hostile}", hostile, message=hostile)
    record = summary(incidents=(PEOPLED,), findings=(found, finding(hostile, hostile, message=hostile)))
    text = numbered(record, width)
    assert not set("\x1b\x07\x00\u202e\u2066\u200b\ud800") & set(text)
    assert "x[/]" in text


def test_without_colour_nothing_but_text_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    console = Console(width=100, force_terminal=True, markup=False, highlight=False)
    with console.capture() as captured:
        console.print(show_record(summary(incidents=(PEOPLED,)), ARTICLE))
    assert not re.search(r"\x1b\[[\d;]*3[0-7]m", captured.get())
    assert "60+ people" in captured.get()
