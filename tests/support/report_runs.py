"""Run folders for the page's tests: made-up articles, hostile ones too, with real spans and findings."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import records
from article_facts import facts_of
from fakes import victim, wire_incident

from summarizer import Article, CustomSummary, Summary
from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.checks.counts import check_counts
from summarizer.evidence.grounding import span_evidence
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.own_schema import resolve_custom
from summarizer.runs.folder import RunFolder
from summarizer.runs.ledger import LedgerRow
from summarizer.schemas.record import ArticleInfo, Evidence, Finding, Provenance, Sentence, Weapon
from summarizer.schemas.wire import WireIncident
from summarizer.values import ArticleFailure

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1><!--<script>"
    "<a href=\"javascript:window.hacked=1\" onclick='window.hacked=1'>x</a> data:text/html,<b>b</b> {{7*7}} &lt;b&gt; "
    "\u202egnp.exe\u2066 \x1b[31m \x00 \u2028 \u200b"
)


class Story(NamedTuple):
    """An article with its record."""

    article: Article
    sentences: tuple[Sentence, ...]
    record: Summary | CustomSummary


def make_story(
    text: str, *incidents: WireIncident, summary: str | None = None, findings: Sequence[Finding] = (), **facts: Any
) -> Story:
    article = article_from_text(text, **facts)
    sentences = number_sentences(article)
    told = facts_of(text, published=article.published)
    resolved = resolve_incidents(incidents, told, article_id=article.article_id)
    record = records.summary(
        *resolved.incidents,
        article=_describe(article),
        summary=sentences[0].text if summary is None else summary,
        key_sentences=sentences[:1],
        findings=(*resolved.findings, *check_counts(resolved.incidents, sentences), *findings),
        provenance=_provenance(cost=0.0),
    )
    return Story(article, sentences, record)


def make_custom(text: str, answer: dict[str, Any], **facts: Any) -> Story:
    article = article_from_text(text, **facts)
    resolved = resolve_custom(answer, facts_of(text))
    told = {"article": _describe(article), "findings": resolved.findings, "provenance": _provenance(cost=None)}
    return Story(article, number_sentences(article), records.custom(answer, *resolved.evidence, **told))


def _describe(article: Article) -> ArticleInfo:
    known = ("article_id", "path", "sha256", "title", "published", "source", "url")
    return records.info(**{name: getattr(article, name) for name in known})


def _provenance(*, cost: float | None) -> Provenance:
    asked = {"purpose": "incident/general@1", "prompt_tokens": 900, "completion_tokens": 120, "seconds": 2.5}
    attempts = ({**records.ATTEMPT, **asked, "cost_usd": cost},)
    return records.provenance(wire_schema="article/1", attempts=attempts, seconds=2.5)


def write_run(folder: Path, stories: Iterable[Story], failures: Sequence[ArticleFailure] = ()) -> Path:
    fingerprint = {"model": "fake", "prompt": "incident/general@1 abc"}
    with RunFolder(folder, fingerprint=fingerprint, resume=True) as run:
        for story in stories:
            run.add_article(story.article)
            run.add_summary(story.record, story.article.text)
            run.add_spending(
                LedgerRow(
                    article_id=story.article.article_id,
                    path=story.article.path,
                    outcome="done",
                    finished="2026-11-24T18:00:00Z",
                    requests=1,
                    prompt_tokens=900,
                    cached_tokens=0,
                    completion_tokens=120,
                    cost_usd=0.0,
                )
            )
        for failure in failures:
            run.add_failure(failure)
        run.write_manifest({"status": "finished", "started": "2026-11-24T17:00:00Z", "updated": "2026-11-24T18:00:00Z"})
    return folder


KABUL = (
    "A bomb killed 12 people at a market in Kabul, Afghanistan, on Monday, police said. "
    "Islamic State claimed responsibility for the attack in a statement. "
    "A hospital official said 15 people were killed.\n\n"
    "The blast destroyed the Omar Mosque. Seven others were injured."
)


def kabul(**facts: Any) -> Story:
    """One bombing with everything in it, two figures for the dead that disagree, and evidence that overlaps."""
    told = wire_incident(
        date={"text": "Monday", "cite": [1]},
        country="Afghanistan",
        places=["Kabul"],
        place_cite=[1],
        weapons=[{"name": "bomb", "cite": [1]}],
        perpetrators=[{"name": "Islamic State", "kind": "organization", "status": "claimed", "cite": [2]}],
        targets=[{"name": "Omar Mosque", "effect": "destroyed", "cite": [4]}],
        victims=[
            victim("people", "12", "killed", 1),
            victim("people", "15", "killed", 3),
            victim("others", "7", "injured", 5),
            victim("people at a market in Kabul", None, "killed", 1),
        ],
    )
    known = {
        "title": "Bomb kills twelve in Kabul",
        "path": "in/kabul.txt",
        "published": date(2024, 5, 7),
        "source": "Wire",
    }
    return make_story(KABUL, told, **{**known, **facts})


def peaceful() -> Story:
    return make_story("The committee met on Tuesday. It will meet again.", title="A meeting", path="in/meeting.txt")


ARABIC = (
    "قتل 12 شخصا في انفجار قنبلة في سوق ببغداد يوم الاثنين. "
    "وقالت الشرطة إن 15 آخرين أصيبوا بجروح.\n\nوأعلن تنظيم الدولة مسؤوليته عن الهجوم."
)


def arabic() -> Story:
    told = wire_incident(
        date={"text": "يوم الاثنين", "cite": [1]},
        places=["سوق"],
        place_cite=[1],
        weapons=[{"name": "قنبلة", "cite": [1]}],
        perpetrators=[{"name": "تنظيم الدولة", "kind": "organization", "status": "claimed", "cite": [3]}],
        victims=[victim("شخصا", "12", "killed", 1), victim("آخرين", "15", "injured", 2)],
    )
    return make_story(ARABIC, told, title="قتلى في انفجار ببغداد", path="in/بغداد.txt", published=date(2024, 5, 7))


def emoji() -> Story:
    """Text in which code points and UTF-16 units part ways before the evidence."""
    told = wire_incident(weapons=[{"name": "bomb", "cite": [2]}], victims=[victim("𠮷野 workers", "3", "killed", 2)])
    text = "🔥🔥 Breaking 🧨 news. A bomb 💥 killed 3 𠮷野 workers. Nobody else was hurt."
    return make_story(text, told, title="🔥 News", path="in/emoji.txt")


def scattered(seed: int, count: int) -> Story:
    """A text with characters beyond the basic plane, and so many weapons whose evidence lies anywhere and overlaps."""
    chance = random.Random(seed)  # noqa: S311 - made-up evidence
    words = ["🔥", "bomb", "𠮷野", "e\u0301clat", "قنبلة", "gate", "\n\n", "said.", "We"]
    story = make_story("Start. " + " ".join(chance.choice(words) for _ in range(120)) + " End.", wire_incident())
    evidence = [_any_evidence(story, chance) for _ in range(count)]
    weapons = tuple(Weapon(name=f"weapon {number}", evidence=(item,)) for number, item in enumerate(evidence))
    record = story.record
    assert isinstance(record, Summary)
    incident = record.incidents[0].model_copy(update={"weapons": weapons})
    return story._replace(record=record.model_copy(update={"incidents": (incident,)}))


def _any_evidence(story: Story, chance: random.Random) -> Evidence:
    sentence = chance.choice([one for one in story.sentences if len(one.text) > 1])
    start, end = sorted(chance.sample(range(len(sentence.text) + 1), 2))
    return span_evidence(sentence, start, end)


def hostile() -> Story:
    """Scripts, handlers, bidirectional controls and a title of a megabyte, wherever a text can stand."""
    told = wire_incident(
        country=HOSTILE,
        places=[HOSTILE],
        place_cite=[1],
        date={"text": HOSTILE, "cite": [1]},
        weapons=[{"name": HOSTILE, "cite": [1]}],
        perpetrators=[{"name": HOSTILE, "kind": "organization", "status": "possible", "cite": [1]}],
        victims=[victim(HOSTILE, "12", "killed", 1)],
    )
    finding = Finding(code="x_hostile", severity="warning", field="article", message=HOSTILE)
    return make_story(
        f"{HOSTILE} killed 12 people. {HOSTILE}",
        told,
        summary=HOSTILE,
        findings=[finding],
        title=HOSTILE + "x" * 1_000_000,
        path=f"in/{HOSTILE}.txt",
        source=HOSTILE,
        url="javascript:window.hacked=1",
    )


def strike() -> Story:
    """A record under a user's own schema."""
    answer = {
        "company": "Acme",
        "workers": 300,
        "cite": [1],
        "demands": [{"what": "higher pay", "cite": [2]}],
        "over": False,
    }
    text = "Workers of Acme, 300 of them, walked out. They want higher pay."
    return make_custom(text, answer, title="Walkout", path="in/strike.txt")


_TOWNS = (
    ("Kabul", "Afghanistan"),
    ("Bogota", "Colombia"),
    ("Lagos", "Nigeria"),
    ("Manila", "Philippines"),
    ("Lyon", "France"),
)
_TYPES = ("bombing", "attack", "kidnapping", "arson", "earthquake", "protest")
_DISTINCT = 50
_FILLER = "The authorities said that an inquiry was under way and that nobody could yet say more about it. "


def many(count: int) -> Iterable[Story]:
    """Articles of some 3,000 characters, each with one incident; the same at every call. From the 51st on they are
    copies of the first fifty under other names.
    """
    made = [_bulletin(number) for number in range(min(count, _DISTINCT))]
    for number in range(count):
        story = made[number % _DISTINCT]
        names = {
            "article_id": f"{number:016x}",
            "path": f"in/{number:04}.txt",
            "title": f"{story.article.title} {number}",
        }
        record = story.record.model_copy(update={"article": story.record.article.model_copy(update=names)})
        yield Story(story.article.model_copy(update=names), story.sentences, record)


def _bulletin(number: int) -> Story:
    chance = random.Random(number)  # noqa: S311 - made-up news
    town, country = chance.choice(_TOWNS)
    killed, injured, kind = chance.randint(1, 90), chance.randint(1, 200), chance.choice(_TYPES)
    day = date(2024, 1, 1) + timedelta(days=chance.randint(0, 700))
    text = (
        f"A blast killed {killed} people in {town}, {country}, on {day:%d %B %Y}. "
        f"Police said {injured} others were injured. Report {number} of the bureau.\n\n" + _FILLER * 30
    )
    told = wire_incident(
        type=kind,
        date={"text": f"{day:%d %B %Y}", "cite": [1]},
        country=country,
        places=[town],
        place_cite=[1],
        victims=[victim("people", str(killed), "killed", 1), victim("others", str(injured), "injured", 2)],
    )
    return make_story(text, told, title=f"{town}: {kind} no.", published=day)


def varied() -> list[Story]:
    """One article of each kind, the first with all that can be shown."""
    return [kabul(), peaceful(), arabic(), emoji(), strike(), *many(6)]


FAILURE = ArticleFailure(path=f"in/{HOSTILE}.pdf", line=None, article_id=None, code="article", message=HOSTILE)
