"""The whole order for one article: read, number, render, ask, resolve, check. The one module that knows every stage."""

import asyncio
import time
from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial

from pydantic import BaseModel

from summarizer.articles.reading import complete_published
from summarizer.articles.sentences import number_sentences
from summarizer.checks.coverage import find_uncovered, list_open
from summarizer.checks.dates import check_dateline, check_publication_date, check_unpublished
from summarizer.checks.incidents import check_incidents
from summarizer.checks.injection import blank_sentences, check_injection, check_planted, check_told
from summarizer.checks.kinds import find_untold, has_told_casualties, report_untold
from summarizer.checks.language import check_language
from summarizer.checks.summary import check_summary
from summarizer.checks.times import list_timely
from summarizer.checks.totals import list_sound, total_sound
from summarizer.errors import AskError, DeadlineError
from summarizer.evidence.facts import Facts, read_facts
from summarizer.evidence.findings import UNSUPPORTED_VALUE, doubt, drop_values, incident_of
from summarizer.evidence.grounding import cited_sentences
from summarizer.evidence.values import evidence_of, walk_values
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.folding import squeeze
from summarizer.llm.asking import Model
from summarizer.llm.bound_answers import unbind_answer
from summarizer.llm.loop import Lane
from summarizer.llm.tracing import article_span
from summarizer.pipeline.plans import Plan, parameters_of
from summarizer.pipeline.questions import Questions
from summarizer.resolving.confidence import drop_unsure
from summarizer.resolving.context import Resolved
from summarizer.resolving.coverage import accept_victims, attach_victims, count_told, hold_counted
from summarizer.resolving.date_repairs import report_filled_dates
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.merging import join_alike
from summarizer.resolving.own_schema import ResolvedCustom, resolve_custom
from summarizer.resolving.perpetrators import drop_innocent
from summarizer.resolving.places import drop_guessed
from summarizer.resolving.repairs import correct_outcomes, drop_repeats, limit_entries, repair_incidents
from summarizer.resolving.summaries import compose_summary
from summarizer.resolving.targets import drop_people
from summarizer.resolving.told_types import report_unlikely, report_weighed, take_likeliest
from summarizer.schemas.record import (
    CUSTOM_RECORD_SCHEMA,
    RECORD_SCHEMA,
    ArticleInfo,
    Attempt,
    CustomSummary,
    Finding,
    Incident,
    ModelUse,
    Provenance,
    Sentence,
    Summary,
)
from summarizer.schemas.wire import ArticleAnswer, IncidentAnswer, WireIncident
from summarizer.values import KEY_SENTENCES, Article, package_version

UNSUPPORTED = frozenset({"unsupported_value", "unsupported_count", "count_corrected"})
MAX_COMPLAINTS = 10
LONG = 30_000
"""Characters. All that is done about a shorter article takes some tens of milliseconds."""
Record = Summary | CustomSummary[BaseModel]


async def summarize_article(
    article: Article,
    plan: Plan,
    model: Model,
    lane: Lane[Record] | None = None,
    *,
    until: float | None = None,
    attempts: list[Attempt] | None = None,
) -> Record:
    """The record of one article. What is done about a long one runs in the lane, so that no other waits for it.

    ``until`` is the time of the event loop at which the plan's deadline is over; None starts it now. Attempts are
    put into ``attempts`` as they are made: what is cancelled leaves there what it took.

    Raises: AskError and ConfigurationError as the module ``errors`` tells.
    """
    attempts = [] if attempts is None else attempts
    work = partial(_summarize, article, plan, model, attempts)
    try:
        async with asyncio.timeout_at(deadline_at(plan) if until is None else until):
            return await (work() if lane is None or len(article.text) < LONG else lane.run(work))
    except TimeoutError as late:
        error = DeadlineError(
            f"The article took longer than its {plan.deadline_s:g} seconds. Give it more with --deadline, or look at "
            "the attempts for what held it up."
        )
        error.attempts = tuple(attempts)
        raise error from late
    except Exception as error:
        error.__dict__["attempts"] = tuple(attempts)  # paid for, whatever became of them
        raise


def deadline_at(plan: Plan) -> float | None:
    """The time of the event loop at which an article that is begun now has taken all that it may; None for never."""
    return None if plan.deadline_s is None else asyncio.get_running_loop().time() + plan.deadline_s


async def _summarize(article: Article, plan: Plan, model: Model, attempts: list[Attempt]) -> Record:
    run = _Run(complete_published(article, plan.retrieved), plan, model, attempts)
    with article_span(article.article_id, sentences=len(run.facts.sentences)):
        return await (run.custom() if plan.custom else run.incidents())


class _Run:
    """One article on its way through the stages."""

    def __init__(self, article: Article, plan: Plan, model: Model, attempts: list[Attempt]) -> None:
        self._article = article
        self._plan = plan
        self._started = time.perf_counter()
        self.facts = read_article(article)
        self._resolved: tuple[list[WireIncident], Resolved] | None = None
        self.questions = Questions(article, self.facts, plan, model, attempts, self._complain)

    async def incidents(self) -> Summary:
        """The record under the package's own schema."""
        answer = await self.questions.ask_incidents()
        told, left_out = self._list_told(answer.incidents)
        more, also_out = self._list_told(await self.questions.ask_missed(told), first=len(told))
        told, left_out = [*told, *more], [*left_out, *also_out]
        unlikely = report_unlikely(told, self.facts, self.questions.items)
        resolved = _without_totals(await self._cover(told), unlikely)
        if self._plan.prompt.leave_out_untold:
            resolved = leave_out_countries(resolved)
        key = choose_key_sentences(answer.gist, resolved.incidents, self.facts)
        summary, doubts = await self._summarize(answer, resolved.incidents, key)
        return Summary(
            article=_info(self._article, self.facts.language),
            summary=summary,
            key_sentences=tuple(key),
            incidents=resolved.incidents,
            findings=(
                *left_out,
                *report_weighed(told, self.facts),
                *unlikely,
                *resolved.findings,
                *self.questions.findings,
                *doubts,
                *check_answer(answer, resolved.incidents, self._article, self.facts),
            ),
            provenance=self._provenance(RECORD_SCHEMA),
        )

    async def custom(self) -> CustomSummary[BaseModel]:
        """The record under a user's own schema."""
        answer = await self.questions.ask_whole()
        resolved = self._resolve_custom(answer)
        checked = (*check_planted(walk_values(resolved.evidence), self.facts.near), *check_injection(self.facts))
        return CustomSummary(
            article=_info(self._article, self.facts.language),
            answer=unbind_answer(answer, self._plan.answer_type),
            evidence=resolved.evidence,
            findings=(*self.questions.findings, *resolved.findings, *checked),
            provenance=self._provenance(CUSTOM_RECORD_SCHEMA),
        )

    def _complain(self, answer: BaseModel) -> list[str]:
        """What the article does not hold of an answer. Asked again about a country, models take a right one back."""
        if isinstance(answer, IncidentAnswer | ArticleAnswer):
            findings = self._resolve(answer.incidents).findings
        else:
            findings = self._resolve_custom(answer).findings
        unsupported = [finding for finding in findings if finding.code in UNSUPPORTED and not is_of_country(finding)]
        return [f"{finding.field}: {finding.message}" for finding in unsupported[:MAX_COMPLAINTS]]

    def _list_told(
        self, answered: Sequence[WireIncident], *, first: int = 0
    ) -> tuple[list[WireIncident], list[Finding]]:
        """The incidents told of in words of their kind or with casualties, and findings; all if the prompt is silent.

        Each once, of its likeliest type. The others are left out: nothing speaks for them; and so are places without a
        word in the article. Not in languages of which fewer words are known. ``first`` is the index of the first one.
        """
        wire = take_likeliest(join_alike(drop_repeats(answered)))
        if not self._plan.prompt.leave_out_untold or not (self.facts.is_english or self.facts.is_play):
            return wire, []
        incidents = self._resolve(wire).incidents
        untold = [at for at in find_untold(incidents, self.facts) if not has_told_casualties(incidents[at], self.facts)]
        kept = [at for at in range(len(wire)) if at not in untold]
        places = [incidents[at].place for at in kept if at < len(incidents)]  # more than are taken have none
        told, guessed = drop_guessed([wire[at] for at in kept], places, self.facts, first=first)
        return told, [*report_untold(incidents[at] for at in untold), *guessed]

    async def _cover(self, wire: list[WireIncident]) -> Resolved:
        """The incidents, with those whom casualty phrases count and the answer left out.

        By one focused question about such phrases; of a model that is asked none, by rule.
        """
        resolved = self._resolve(wire)
        timely = list_timely(resolved.incidents, self.facts)
        open_ones = list_open(timely, resolved.incidents, self.facts)
        asked = [mention for mention in open_ones if mention.sentence not in self.facts.near]
        uncovered = self._find_uncovered(asked, resolved.incidents)
        if self._plan.coverage is None:
            counted = count_told(uncovered, resolved.incidents)
            if not counted:
                return resolved
            grown = self._resolve(attach_victims(wire, counted, self.questions.items))
            return hold_counted(grown, [one for one, _ in counted], self.facts.sentences)
        victims = await self.questions.ask_coverage(uncovered) if uncovered and wire else ()
        accepted = accept_victims(victims, uncovered)
        return self._resolve(attach_victims(wire, accepted, self.questions.items)) if accepted else resolved

    def _find_uncovered(
        self, asked: Sequence[CasualtyMention], incidents: Sequence[Incident]
    ) -> tuple[CasualtyMention, ...]:
        """The casualty phrases that no incident covers; of each of a page's reports, that no incident of it does."""
        reports = [{one.number for one in item} for item in self.questions.items]
        if not reports:
            return find_uncovered(asked, incidents)
        cited = [{item.sentence for item in evidence_of(incident)} for incident in incidents]
        found = list[CasualtyMention]()
        for report in reports:
            own = [one for one, cites in zip(incidents, cited, strict=True) if not report.isdisjoint(cites)]
            found += find_uncovered((mention for mention in asked if mention.sentence in report), own)
        return tuple(found)

    def _resolve(self, wire: Sequence[WireIncident]) -> Resolved:
        """The incidents resolved; the last ones are kept: an answer is looked at before it is taken, and after."""
        if self._resolved is None or self._resolved[0] != wire:
            self._resolved = list(wire), resolve_answer(wire, self._article, self.facts)
        return self._resolved[1]

    def _resolve_custom(self, answer: BaseModel) -> ResolvedCustom:
        """The evidence of all that the model answered; what the schema computes of it is no value of the article's."""
        schema = self._plan.answer_type.model_json_schema(by_alias=False)
        try:
            answer.model_dump_json()
            answered = answer.model_dump(mode="json", by_alias=False, exclude_computed_fields=True)
        except Exception as error:
            raise AskError(
                f"The answer cannot be stored: {self._plan.answer_type.__qualname__} cannot be written as JSON: "
                f"{type(error).__name__}: {error}. Give its fields types that JSON can hold, or serializers."
            ) from error
        if not isinstance(answered, dict):
            raise AskError(
                f"The answer cannot be stored: a serializer of {self._plan.answer_type.__qualname__} makes "
                f"{type(answered).__name__} of it. Let it make an object of its fields."
            )
        return resolve_custom(answered, self.facts, schema=schema)

    async def _summarize(
        self, answer: IncidentAnswer | ArticleAnswer, incidents: Sequence[Incident], key: Sequence[Sentence]
    ) -> tuple[str, list[Finding]]:
        """The summary where every number and name of it stands in the article, else the key sentences; and doubts."""
        composed = False
        if isinstance(answer, ArticleAnswer) and not self.questions.is_split:
            text = answer.summary
        else:
            composed = self._plan.abstract is None
            text = await self._abstract(incidents, key) if incidents else ""
        text = squeeze(text)
        unfaithful = self._check_summary(text) if text and not composed else []
        summary = text if text and not unfaithful else squeeze(" ".join(sentence.text for sentence in key))
        planted = check_told(summary, self._article.text, self.facts.sentences, self.facts.near)
        return summary, [*unfaithful, *planted]

    async def _abstract(self, incidents: Sequence[Incident], key: Sequence[Sentence]) -> str:
        """The incidents told in a few sentences: by the model, or from the record; empty where nothing is to be told.

        Incidents that the article tells of in no words of their kind are passed over.
        """
        composed = self._plan.abstract is None
        sound = list_sound(incidents, self.facts, keep_parts=composed)
        if not sound:
            return ""
        if composed:
            return compose_summary([incident for incident in sound if evidence_of(incident)])
        cited = _most_cited(sound, left_out=self.facts.near)
        shown = sorted({*(sentence.number for sentence in key), *cited})
        return await self.questions.ask_abstract(sound, cited_sentences(shown, self.facts.sentences))

    def _check_summary(self, text: str) -> list[Finding]:
        prompts = (self._plan.prompt, self._plan.abstract)
        flagged = (sentence.text for sentence in self.facts.sentences if sentence.number in self.facts.flagged)
        return check_summary(
            text,
            blank_sentences(self._article.text, self.facts.sentences, self.facts.near),
            passages=" ".join(flagged),
            prompts=[prompt.system for prompt in prompts if prompt is not None],
        )

    def _provenance(self, record_schema: str) -> Provenance:
        endpoint = self._plan.endpoint
        embedded = self._plan.file_sha256 is not None
        return Provenance(
            prompts=tuple(self.questions.prompts.values()),
            wire_schema=self._plan.wire_schema,
            record_schema=record_schema,
            model=ModelUse(
                id=self._plan.model_id,
                base_url=None if embedded else endpoint.address,
                file_sha256=self._plan.file_sha256,
                adapter_sha256=self._plan.adapter_sha256,
            ),
            parameters=parameters_of(self._plan),
            attempts=tuple(self.questions.attempts),
            seconds=round(time.perf_counter() - self._started, 3),
            package_version=package_version(),
        )


def read_article(article: Article) -> Facts:
    """What an article's sentences and its dateline say."""
    dateline = article.dateline.place if article.dateline else ""
    headline, published = article.title or "", article.published
    return read_facts(
        number_sentences(article), article.text, dateline=dateline, headline=headline, published=published
    )


def is_of_country(finding: Finding) -> bool:
    """Whether a finding is about a country, which may be known from its places alone."""
    return finding.field.endswith(".country")


def resolve_answer(wire: Sequence[WireIncident], article: Article, facts: Facts) -> Resolved:
    """The incidents of an answer, repaired and resolved, and the findings about them."""
    wire, left_out = limit_entries(wire)
    told, corrected = correct_outcomes(wire, facts)
    hit, people = drop_people(repair_incidents(told, facts))
    repaired, acquitted = drop_innocent(hit, facts)
    sure, unsure = drop_unsure(repaired)  # who is innocent and when it was goes by the whole answer
    resolved = resolve_incidents(sure, facts, article_id=article.article_id)
    filled = report_filled_dates(wire, resolved.incidents)
    findings = (*resolved.findings, *people, *acquitted, *unsure, *filled, *left_out, *corrected)
    return Resolved(total_sound(resolved.incidents, facts), findings)


def _without_totals(resolved: Resolved, doubts: Sequence[Finding]) -> Resolved:
    """The incidents, those doubted as a whole without totals: nobody is summed of whom nobody may tell."""
    doubted = {incident_of(one.field) for one in doubts}
    kept = [
        one.model_copy(update={"totals": {}}) if at in doubted else one for at, one in enumerate(resolved.incidents)
    ]
    return Resolved(tuple(kept), resolved.findings)


def leave_out_countries(resolved: Resolved) -> Resolved:
    """The incidents without countries that no sentence names and no place tells, and findings that say so."""
    guessed = {one.field for one in resolved.findings if one.code == UNSUPPORTED_VALUE and is_of_country(one)}
    kept = (drop_values(one, f"incidents[{index}]", guessed) for index, one in enumerate(resolved.incidents))
    findings = (
        doubt("country_left_out", one.field.removesuffix(".country"), f"{one.message} It was left out.", one.evidence)
        if one.field in guessed and one.code == UNSUPPORTED_VALUE
        else one
        for one in resolved.findings
    )
    return Resolved(tuple(kept), tuple(findings))


def check_answer(
    answer: IncidentAnswer | ArticleAnswer, incidents: Sequence[Incident], article: Article, facts: Facts
) -> list[Finding]:
    """What the article says against the incidents of an answer, against its own dates and about itself."""
    doubted = isinstance(answer, ArticleAnswer) and answer.publication.contradicted
    contradicting = answer.publication.cite if isinstance(answer, ArticleAnswer) and doubted else None
    return [
        *check_language(facts.language),
        *check_incidents(incidents, facts),
        *check_publication_date(facts, contradicting=contradicting),
        *check_unpublished(incidents, facts.published),
        *check_dateline(incidents, facts.published, (article.dateline and article.dateline.date) or article.posted),
        *check_planted(walk_values(incidents, "incidents"), facts.near),
        *check_injection(facts),
    ]


def choose_key_sentences(gist: Sequence[int], incidents: Sequence[Incident], facts: Facts) -> list[Sentence]:
    """Up to three sentences: the model's, then the one that most of the evidence stands in, then the first.

    None that addresses the model, none right beside one and none that only leads to another article, where there are
    others.
    """
    wanted = (
        (cited_sentences(gist, facts.sentences)[:KEY_SENTENCES], KEY_SENTENCES),
        (cited_sentences(_most_cited(incidents)[:1], facts.sentences), 1),
        (facts.sentences, 1),
    )
    for left_out in (facts.near | facts.linked, facts.flagged, frozenset[int]()):
        for sentences, most in wanted:
            key = [sentence for sentence in sentences if sentence.number not in left_out][:most]
            if key:
                return sorted(key, key=lambda sentence: sentence.number)
    return []


def _most_cited(incidents: Sequence[Incident], *, left_out: Collection[int] = ()) -> list[int]:
    """The sentences that most of the evidence stands in: as many as there are key sentences."""
    cited = Counter(item.sentence for incident in incidents for item in evidence_of(incident))
    numbers = sorted(cited.keys() - left_out, key=lambda number: (-cited[number], number))
    return numbers[:KEY_SENTENCES]


def _info(article: Article, language: str | None) -> ArticleInfo:
    shared = ArticleInfo.model_fields.keys() & Article.model_fields.keys()
    return ArticleInfo(**article.model_dump(include=shared), language=language)
