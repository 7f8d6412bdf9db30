"""The whole order for one article: number, render, ask, resolve, check. The one module that knows every stage."""

import asyncio
import contextlib
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import metadata
from typing import Any, NamedTuple, cast

from pydantic import BaseModel, Field

from summarizer.articles.sentences import number_sentences
from summarizer.checks.coverage import find_uncovered
from summarizer.checks.incidents import check_incidents
from summarizer.checks.injection import (
    blank_sentences,
    check_injection,
    check_planted,
    check_told,
    drop_planted,
    total_without_planted,
)
from summarizer.checks.publication import check_publication_date
from summarizer.checks.summary import check_summary
from summarizer.checks.victims import drop_negated
from summarizer.errors import AskError, ConfigurationError, ContextOverflowError, DeadlineError, InvalidAnswerError
from summarizer.evidence.grounding import cited_sentences
from summarizer.evidence.values import evidence_of, walk_values
from summarizer.language.casualties.finding import CasualtyMention, find_casualties
from summarizer.language.folding import squeeze
from summarizer.language.injections import find_injections, near_injections
from summarizer.llm.asking import AskFailedError, Model
from summarizer.llm.bound_answers import SecondChance, bind_answer, unbind_answer
from summarizer.llm.tracing import article_span
from summarizer.llm.transport import PendingAnswerError
from summarizer.pipeline.plans import Plan, parameters_of
from summarizer.pipeline.second_look import may_tell_other_kinds, tells_of_fighting
from summarizer.rendering.descriptions import describe_fields, describe_incidents
from summarizer.rendering.neutralizing import neutralize
from summarizer.rendering.parts import split_sentences
from summarizer.rendering.prompts import Prompt, render
from summarizer.rendering.variables import coverage_variables, main_variables, shown_sentences
from summarizer.resolving.context import Resolved
from summarizer.resolving.coverage import accept_victims, attach_victims
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.merging import merge_answers
from summarizer.resolving.own_schema import ResolvedCustom, closed_values, resolve_custom
from summarizer.resolving.repairs import drop_repeats, repair_incidents, report_filled_dates, report_repaired_types
from summarizer.resolving.summaries import compose_summary
from summarizer.schemas.record import (
    CUSTOM_RECORD_SCHEMA,
    RECORD_SCHEMA,
    ArticleInfo,
    Attempt,
    CustomSummary,
    Finding,
    Incident,
    ModelUse,
    PromptUse,
    Provenance,
    Sentence,
    Severity,
    Summary,
)
from summarizer.schemas.wire import AbstractAnswer, ArticleAnswer, CoverageAnswer, IncidentAnswer, WireIncident
from summarizer.values import KEY_SENTENCES, Article

UNSUPPORTED = frozenset({"unsupported_value", "unsupported_count"})
MAX_COMPLAINTS = 10


class _SomeIncident(IncidentAnswer):
    """An answer that has an incident; a model that decodes under its schema gives two at most."""

    incidents: list[WireIncident] = Field(min_length=1, json_schema_extra={"maxItems": 2})


async def summarize_article(article: Article, plan: Plan, model: Model) -> Summary | CustomSummary[BaseModel]:
    """The record of one article.

    Raises: AskError and ConfigurationError as the module ``errors`` tells.
    """
    run = _Run(article, plan, model)
    try:
        with article_span(article.article_id, sentences=run.sentence_count):
            async with asyncio.timeout(plan.deadline_s):
                return await (run.custom() if plan.custom else run.incidents())
    except AskFailedError as failure:
        if isinstance(failure.error, AskError):
            failure.error.attempts = run.attempts
        raise failure.error from failure
    except TimeoutError as late:
        error = DeadlineError(
            f"The article took longer than its {plan.deadline_s:g} seconds. Give it more with --deadline, or look at "
            "the attempts for what held it up."
        )
        error.attempts = run.attempts
        raise error from late
    except Exception as error:
        error.__dict__["attempts"] = run.attempts  # paid for, whatever became of them
        raise


class _Asked(NamedTuple):
    part: Sequence[Sentence]
    answer: BaseModel


class _Run:
    """One article's questions, with the ledger they fill."""

    def __init__(self, article: Article, plan: Plan, model: Model) -> None:
        self._article = article
        self._plan = plan
        self._model = model
        self._started = time.perf_counter()
        self._sentences = number_sentences(article)
        self._injections = find_injections(self._sentences)
        self._flagged = frozenset(mention.sentence for mention in self._injections)
        self._near = near_injections(self._injections, self._sentences, article.text)
        self._attempts: list[Attempt] = []
        self._prompts: dict[str, PromptUse] = {}
        self._findings: list[Finding] = []
        self._split = False
        self._resolved: tuple[list[WireIncident], Resolved] | None = None

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """The requests made so far."""
        return tuple(self._attempts)

    @property
    def sentence_count(self) -> int:
        """How many sentences the article has."""
        return len(self._sentences)

    async def incidents(self) -> Summary:
        """The record under the package's own schema."""
        mentions = find_casualties(self._without(self._flagged))
        asked = await self._answers()
        answers = [answer for _, answer in asked]
        self._tell_limits(answers)
        if not any(getattr(answer, "incidents", ()) for answer in answers):
            asked = [_Asked(part, await self._insist(part, answer, mentions)) for part, answer in asked]
            answers = [await self._look_again(part, answer, mentions) for part, answer in asked]
        answer = cast(IncidentAnswer | ArticleAnswer, merge_answers(cast(Any, answers)))
        resolved = await self._cover(drop_repeats(answer.incidents), mentions)
        key = self._key_sentences(answer.gist, resolved.incidents)
        summary = await self._summary(answer, resolved.incidents, key)
        self._check(answer, resolved, mentions)
        return Summary(
            article=self._info(),
            summary=summary,
            key_sentences=tuple(key),
            incidents=resolved.incidents,
            findings=tuple(self._findings),
            provenance=self._provenance(RECORD_SCHEMA),
        )

    def _tell_limits(self, answers: Sequence[BaseModel]) -> None:
        """A finding where an answer has as many incidents as it may have."""
        most = self._plan.longest.get("incidents")
        if most is not None and any(len(getattr(answer, "incidents", ())) >= most for answer in answers):
            message = f"The model may report {most} incidents at once, and did: there may be more in the article."
            self._findings.append(
                Finding(code="incidents_limited", severity="warning", field="incidents", message=message)
            )

    async def custom(self) -> CustomSummary[BaseModel]:
        """The record under a user's own schema."""
        answers = await self._answers(whole=True)
        resolved = self._resolve_custom(answers[0].answer)
        self._findings.extend(resolved.findings)
        self._findings.extend(check_planted(walk_values(resolved.evidence), self._near))
        self._findings.extend(self._check_injection())
        return CustomSummary(
            article=self._info(),
            answer=unbind_answer(answers[0].answer, self._plan.answer_type),
            evidence=resolved.evidence,
            findings=tuple(self._findings),
            provenance=self._provenance(CUSTOM_RECORD_SCHEMA),
        )

    async def _answers(self, *, whole: bool = False) -> list[_Asked]:
        """The answers about the article's parts; a part the server finds too long is halved and asked again."""
        parts = split_sentences(self._sentences, self._plan.part_tokens)
        if whole and len(parts) > 1:
            raise ContextOverflowError(
                "The article does not fit the model's context and a schema of one's own cannot be merged from parts. "
                "Use a model with a larger context and set --context-tokens."
            )
        answers = [answer for part in parts for answer in await self._ask_part(part, halve=not whole)]
        if len(answers) > 1:
            self._split = True
            message = f"The article was asked about in {len(answers)} parts and the answers merged."
            self._findings.append(Finding(code="article_split", severity="info", field="article", message=message))
        return answers

    async def _ask_part(self, part: Sequence[Sentence], *, halve: bool) -> list[_Asked]:
        try:
            return [_Asked(part, await self._ask_main(part))]
        except AskFailedError as failure:
            if not halve or not isinstance(failure.error, ContextOverflowError) or len(part) < 4:  # noqa: PLR2004 - no part so short can be halved with sense
                raise
        middle = len(part) // 2
        halves = (part[: middle + 1], part[middle - 1 :])
        return [answer for half in halves for answer in await self._ask_part(half, halve=True)]

    async def _ask_main(self, part: Sequence[Sentence]) -> BaseModel:
        """The answer about a part, after one chance to correct what the article does not hold."""
        prompt, answer_type = self._plan.prompt, self._plan.answer_type
        if not prompt.reask_unsupported:
            return await self._ask(prompt, self._variables(part), answer_type, part)
        chance = SecondChance(self._complaints)
        try:
            return await self._ask(prompt, self._variables(part), answer_type, part, chance)
        except AskFailedError as failure:
            if chance.first is None or not isinstance(failure.error, InvalidAnswerError):
                raise
            self._skipped(prompt, failure)
            return chance.first

    def _complaints(self, answer: BaseModel) -> list[str]:
        """What the article does not hold of an answer.

        A country may be known from its places alone: asked again, models take a right one back.
        """
        if isinstance(answer, IncidentAnswer | ArticleAnswer):
            findings = self._resolve(answer.incidents).findings
        else:
            findings = self._resolve_custom(answer).findings
        unsupported = [
            finding for finding in findings if finding.code in UNSUPPORTED and not finding.field.endswith(".country")
        ]
        return [f"{finding.field}: {finding.message}" for finding in unsupported[:MAX_COMPLAINTS]]

    async def _ask(
        self,
        prompt: Prompt,
        variables: Mapping[str, Any],
        answer_type: type[BaseModel],
        shown: Sequence[Sentence],
        chance: SecondChance | None = None,
    ) -> BaseModel:
        messages = render(prompt, variables)
        needed = prompt is self._plan.prompt and answer_type is self._plan.answer_type
        room = None if needed else self._plan.optional_tokens
        last = max((sentence.number for sentence in shown), default=1)
        bound = bind_answer(answer_type, last, tuple(self._plan.longest.items()))
        self._prompts[prompt.reference] = PromptUse(id=prompt.id, version=prompt.version, sha256=prompt.sha256)
        with contextlib.nullcontext() if chance is None else chance.listening():
            answer = await self._model.ask(
                messages,
                bound,
                purpose=prompt.reference,
                max_tokens=room or self._plan.answer_tokens,
                extra_body=self._plan.bodies.get(prompt.id),
                widen=room is None,
                ledger=self._attempts,
            )
        return answer.value

    def _variables(self, part: Sequence[Sentence]) -> dict[str, Any]:
        return main_variables(self._article, part, fields=describe_fields(self._plan.answer_type))

    async def _insist(
        self, part: Sequence[Sentence], answer: BaseModel, mentions: Sequence[CasualtyMention]
    ) -> BaseModel:
        """The answer about a part; where it has no incident although fighting cost lives, one that has some."""
        if self._plan.second_look is None or not isinstance(answer, IncidentAnswer) or answer.incidents:
            return answer
        if not tells_of_fighting(part, _mentions_in(part, mentions)):
            return answer
        how = " although these tell of fighting and casualties; asked for at least one, the model gave"
        return await self._ask_again(
            self._plan.prompt, _SomeIncident, part, answer, code="incident_insisted", severity="warning", how=how
        )

    async def _look_again(
        self, part: Sequence[Sentence], answer: BaseModel, mentions: Sequence[CasualtyMention]
    ) -> BaseModel:
        """The answer about a part; that of a second look if it has no incident although the part counts casualties.

        Not where English text has no word for other kinds than those the first answer is good at.
        """
        prompt = self._plan.second_look
        if prompt is None or not isinstance(answer, IncidentAnswer) or answer.incidents:
            return answer
        if not _mentions_in(part, mentions) or not may_tell_other_kinds(part):
            return answer
        how = f"; {prompt.reference} found"
        return await self._ask_again(prompt, IncidentAnswer, part, answer, code="second_look", severity="info", how=how)

    async def _ask_again(
        self,
        prompt: Prompt,
        answer_type: type[IncidentAnswer],
        part: Sequence[Sentence],
        first: IncidentAnswer,
        *,
        code: str,
        severity: Severity,
        how: str,
    ) -> IncidentAnswer:
        """The first answer about a part with the incidents of another, and a finding; as it is where that one fails."""
        try:
            again = cast(IncidentAnswer, await self._ask(prompt, self._variables(part), answer_type, part))
        except AskFailedError as failure:
            self._skipped(prompt, failure)
            return first
        message = (
            f"The first answer about sentences {part[0].number} to {part[-1].number} had no incident{how} "
            f"{len(again.incidents)}."
        )
        self._findings.append(Finding(code=code, severity=severity, field="incidents", message=message))
        return first.model_copy(update={"incidents": again.incidents})

    async def _cover(self, wire: list[WireIncident], mentions: Sequence[CasualtyMention]) -> Resolved:
        """The incidents, after one focused question about casualty phrases that the first answer left out."""
        resolved = self._resolve(wire)
        asked = [mention for mention in mentions if mention.sentence not in self._near]
        uncovered = find_uncovered(asked, resolved.incidents)
        if not uncovered or not wire or self._plan.coverage is None:
            return resolved
        variables = coverage_variables(uncovered, self._sentences)
        try:
            answer = await self._ask(self._plan.coverage, variables, CoverageAnswer, self._sentences)
        except AskFailedError as failure:
            self._skipped(self._plan.coverage, failure)
            return resolved
        accepted = accept_victims(cast(CoverageAnswer, answer).victims, uncovered)
        return self._resolve(attach_victims(wire, accepted))

    def _skipped(self, prompt: Prompt, failure: AskFailedError) -> None:
        """An optional question failed: the record stands without its answer and says so.

        Raises: the failure again where its cause would fail every article, or where the answer is only still to come.
        """
        if isinstance(failure.error, (ConfigurationError, PendingAnswerError)):
            raise failure
        message = f"The question {prompt.reference} failed and was left out: {failure.error}"
        self._findings.append(Finding(code="question_failed", severity="warning", field="article", message=message))

    def _resolve(self, wire: Sequence[WireIncident]) -> Resolved:
        """The incidents resolved; the last result is kept: an answer is looked at before and after it is taken."""
        if self._resolved is None or self._resolved[0] != list(wire):
            resolved = resolve_incidents(
                repair_incidents(wire, self._sentences),
                self._sentences,
                published=self._article.published,
                article_id=self._article.article_id,
            )
            findings = (
                *resolved.findings,
                *report_filled_dates(wire, resolved.incidents),
                *report_repaired_types(wire, resolved.incidents),
            )
            incidents = total_without_planted(resolved.incidents, self._near)
            self._resolved = (list(wire), Resolved(incidents, findings))
        return self._resolved[1]

    def _resolve_custom(self, answer: BaseModel) -> ResolvedCustom:
        closed = closed_values(self._plan.answer_type.model_json_schema())
        return resolve_custom(answer.model_dump(mode="json"), self._sentences, closed=closed)

    def _key_sentences(self, gist: Sequence[int], incidents: Sequence[Incident]) -> list[Sentence]:
        """Up to three sentences: the model's, then those that most of the evidence stands in, then the first.

        None that addresses the model, and none right beside one, where there are others.
        """
        cited = [item.sentence for incident in incidents for item in evidence_of(incident)]
        wanted = (
            (cited_sentences(gist, self._sentences)[:KEY_SENTENCES], KEY_SENTENCES),
            (cited_sentences(_most_cited(cited)[:1], self._sentences), 1),
            (self._sentences, 1),
        )
        for left_out in (self._near, self._flagged, frozenset[int]()):
            for sentences, most in wanted:
                key = [sentence for sentence in sentences if sentence.number not in left_out][:most]
                if key:
                    return sorted(key, key=lambda sentence: sentence.number)
        return []

    async def _summary(
        self, answer: IncidentAnswer | ArticleAnswer, incidents: Sequence[Incident], key: Sequence[Sentence]
    ) -> str:
        """The summary where every number and name of it stands in the article, else the key sentences."""
        if isinstance(answer, ArticleAnswer) and not self._split:
            text, composed = answer.summary, False
        else:
            text, composed = await self._abstract(incidents, key) if incidents else "", self._plan.abstract is None
        text = squeeze(text)
        unfaithful = self._check_summary(text) if text and not composed else []
        self._findings.extend(unfaithful)
        told = text if text and not unfaithful else squeeze(" ".join(sentence.text for sentence in key))
        self._findings.extend(check_told(told, self._article.text, self._sentences, self._near))
        return told

    def _check_summary(self, text: str) -> list[Finding]:
        prompts = (self._plan.prompt, self._plan.abstract)
        return check_summary(
            text,
            blank_sentences(self._article.text, self._sentences, self._near),
            passages=" ".join(sentence.text for sentence in self._sentences if sentence.number in self._flagged),
            prompts=[prompt.system for prompt in prompts if prompt is not None],
        )

    async def _abstract(self, incidents: Sequence[Incident], key: Sequence[Sentence]) -> str:
        """The incidents told in a few sentences: by the model, or from the record; empty where the model has none."""
        sound = drop_negated(drop_planted(incidents, self._near), self._sentences)
        if self._plan.abstract is None:
            return compose_summary([incident for incident in sound if evidence_of(incident)])
        cited = [item.sentence for incident in sound for item in evidence_of(incident)]
        cited = [number for number in cited if number not in self._near]
        numbers = sorted({*(sentence.number for sentence in key), *_most_cited(cited)})
        shown = cited_sentences(numbers, self._sentences)
        variables = {
            "facts": [neutralize(line) for line in describe_incidents(sound)],
            "sentences": shown_sentences(shown),
        }
        try:
            answer = await self._ask(self._plan.abstract, variables, AbstractAnswer, self._sentences)
        except AskFailedError as failure:
            self._skipped(self._plan.abstract, failure)
            return ""
        return cast(AbstractAnswer, answer).summary

    def _check(
        self, answer: IncidentAnswer | ArticleAnswer, resolved: Resolved, mentions: Sequence[CasualtyMention]
    ) -> None:
        contradicting = None
        if isinstance(answer, ArticleAnswer) and answer.publication.contradicted:
            contradicting = answer.publication.cite
        published = self._article.published
        self._findings[:0] = resolved.findings
        self._findings.extend(check_incidents(resolved.incidents, self._sentences, mentions))
        self._findings.extend(
            check_publication_date(self._sentences, published, contradicting=contradicting, left_out=self._flagged)
        )
        self._findings.extend(check_planted(walk_values(resolved.incidents, "incidents"), self._near))
        self._findings.extend(self._check_injection())

    def _check_injection(self) -> list[Finding]:
        return check_injection(self._injections, self._sentences, title=self._article.title)

    def _without(self, numbers: frozenset[int]) -> list[Sentence]:
        return [sentence for sentence in self._sentences if sentence.number not in numbers]

    def _info(self) -> ArticleInfo:
        article = self._article
        return ArticleInfo(
            article_id=article.article_id,
            path=article.path,
            sha256=article.sha256,
            title=article.title,
            published=article.published,
            source=article.source,
            url=article.url,
        )

    def _provenance(self, record_schema: str) -> Provenance:
        endpoint = self._plan.endpoint
        embedded = self._plan.file_sha256 is not None
        return Provenance(
            prompts=tuple(self._prompts.values()),
            wire_schema=self._plan.wire_schema,
            record_schema=record_schema,
            model=ModelUse(
                id=endpoint.model_name if embedded else endpoint.model,
                base_url=None if embedded else endpoint.base_url,
                file_sha256=self._plan.file_sha256,
                adapter_sha256=self._plan.adapter_sha256,
            ),
            parameters=parameters_of(self._plan),
            attempts=tuple(self._attempts),
            seconds=round(time.perf_counter() - self._started, 3),
            package_version=package_version(),
        )


@lru_cache(maxsize=1)
def package_version() -> str:
    """This package's version; looking it up reads files."""
    return metadata.version("summarizer")


def _mentions_in(part: Sequence[Sentence], mentions: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    numbers = {sentence.number for sentence in part}
    return [mention for mention in mentions if mention.sentence in numbers]


def _most_cited(numbers: Sequence[int]) -> list[int]:
    return sorted(set(numbers), key=lambda number: (-numbers.count(number), number))[:KEY_SENTENCES]
