"""Everything that is asked about one article: the main question, whole or in parts, and those that an answer leaves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel

from summarizer.errors import AskError, ContextOverflowError, InvalidAnswerError, TruncatedAnswerError
from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import cited_sentences
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.told_days import looks_back
from summarizer.llm.asking import Model
from summarizer.llm.bound_answers import SecondChance, bind_answer
from summarizer.llm.transport import PendingAnswerError
from summarizer.pipeline.plans import Plan
from summarizer.rendering.asides import list_asides
from summarizer.rendering.descriptions import describe_fields, describe_incident
from summarizer.rendering.items import list_items
from summarizer.rendering.neutralizing import neutralize
from summarizer.rendering.paragraphs import split_paragraphs, tells_kind
from summarizer.rendering.parts import estimate_tokens, split_sentences
from summarizer.rendering.prompts import Prompt, render
from summarizer.rendering.roundups import find_common_town, list_round_up
from summarizer.rendering.variables import coverage_variables, main_variables, shown_sentences
from summarizer.resolving.confidence import mark_confidences
from summarizer.resolving.localizing import Near, localize
from summarizer.resolving.merging import merge_answers
from summarizer.resolving.missed import find_missed, list_alike
from summarizer.resolving.told_types import mark_types, take_likeliest, weigh_types
from summarizer.schemas.record import Attempt, Finding, Incident, PromptUse, Sentence, Severity
from summarizer.schemas.wire import (
    AbstractAnswer,
    ArticleAnswer,
    CoverageAnswer,
    IncidentAnswer,
    WireIncident,
    WireVictim,
)
from summarizer.values import Article

Part = Sequence[Sentence]
_MOST_LINKED = 4
"""Of so many sentences one: where more seem to be links, some may be prose without stops."""
_MANY_COUNTED = 5
"""Casualty phrases of a report that tells of something, whatever the first answer says."""
_LEAST_HALVED = 4
"""Sentences; no shorter part can be halved with sense."""


@dataclass(eq=False)
class Questions:
    """The questions about one article, with what they leave: attempts, prompts, findings, in the order asked.

    ``attempts`` is the list to put them in. ``is_split`` once the article was asked about in parts. ``items`` are the
    sentences of each report of a page that holds several, where each is asked about by itself. ``town`` is that of a
    round-up's incidents, empty where it names none; None of any other article.

    ``complain`` says what the article does not hold of an answer to the main question. An optional question that fails
    leaves a finding, but where its cause would fail every article, or where its answer is only still to come.

    Raises: AskError and ConfigurationError, from every question.
    """

    article: Article
    facts: Facts
    plan: Plan
    model: Model
    attempts: list[Attempt]
    complain: Callable[[BaseModel], Sequence[str]]

    def __post_init__(self) -> None:
        self.prompts: dict[str, PromptUse] = {}
        self.findings: list[Finding] = []
        self.is_split = False
        text, facts = self.article.text, self.facts
        is_asked = self.plan.asks_by_item
        several = list_items(text, facts) if is_asked else []
        together = list_round_up(text, facts) if is_asked and not several else []
        self.town = find_common_town(facts) if together else None
        asides = list_asides(text, facts) if is_asked and not several and not together else []
        self.items = several or together or asides
        self._main = asides[0] if asides else ()

    async def ask_whole(self) -> BaseModel:
        """The answer about the whole article. Raises: ContextOverflowError where it is too long for one question."""
        parts = self._parts()
        if len(parts) > 1:
            raise ContextOverflowError(
                "The article does not fit the model's context and a schema of one's own cannot be merged from parts. "
                "Use a model with a larger context and set --context-tokens."
            )
        return await self._ask_main(parts[0])

    async def ask_incidents(self) -> IncidentAnswer | ArticleAnswer:
        """The answers about the article's parts, merged into one.

        A report of several that no usable answer came about leaves a finding, unless that befell all of them.
        """
        answers, failures = list[BaseModel](), list[AskError]()
        for part in self._parts():
            try:
                answers += [self._localize(answer, part) for answer in await self._ask_part(part)]
            except (TruncatedAnswerError, InvalidAnswerError) as failure:
                if not self.items:
                    raise
                failures.append(failure)
                self._skip(self.plan.prompt, failure, of=f" about sentences {part[0].number} to {part[-1].number}")
        if not answers:
            raise failures[-1]
        number = len(answers) + len(failures)
        self.is_split = number > 1
        if self.is_split:
            of_items = f", for it holds {len(self.items)} reports," if self.items else ""
            message = f"The article{of_items} was asked about in {number} parts and the answers merged."
            self._find("article_split", "info", "article", message)
        self._tell_limits(answers)
        return cast(IncidentAnswer | ArticleAnswer, merge_answers(cast(Any, answers), are_apart=self.town is not None))

    async def ask_missed(self, told: Sequence[WireIncident]) -> list[WireIncident]:
        """Those of passages that tell of an incident of a type that none of these has, each asked about by itself.

        None of a model that is asked about a whole page. One without a place and a day is nothing that happened.
        """
        if not self.plan.asks_by_item:
            return []
        found = list[WireIncident]()
        asked = list(map(tuple, self._parts()))
        paragraphs = map(tuple, split_paragraphs(self.article.text, self.facts.sentences))
        unasked = (one for one in paragraphs if one not in asked)
        passages = find_missed(told, self.facts, unasked)
        for part in (one for one in passages if one not in asked):  # with its heading one may have been asked about
            answer = await self._ask_optional(
                self.plan.prompt, self._variables(part), self.plan.answer_type, part, is_report=True
            )
            if not isinstance(answer, IncidentAnswer | ArticleAnswer):
                continue
            types = list_alike([*told, *found])
            likeliest = take_likeliest(answer.incidents)
            found += [
                one
                for one, weighed in zip(answer.incidents, likeliest, strict=True)
                if types.isdisjoint((one.type, weighed.type)) and (one.places or one.date)
            ]
            first, last = part[0].number, part[-1].number
            message = f"The answer told nothing of sentences {first} to {last}; they were asked about by themselves."
            self._find("passage_asked", "info", "incidents", message)
        return found

    async def ask_coverage(self, uncovered: Sequence[CasualtyMention]) -> Sequence[WireVictim]:
        """The victims of casualty phrases that the answers left out."""
        shown = cited_sentences((one.sentence for one in uncovered), self.facts.sentences)
        variables = coverage_variables(uncovered, shown)
        answer = await self._ask_optional(self.plan.coverage, variables, CoverageAnswer, shown)
        return answer.victims if isinstance(answer, CoverageAnswer) else ()

    async def ask_abstract(self, incidents: Sequence[Incident], shown: Sequence[Sentence]) -> str:
        """The incidents told in a few sentences; empty where the model has none."""
        facts = [neutralize(describe_incident(incident)) for incident in incidents]
        variables = {"facts": facts, "sentences": shown_sentences(shown)}
        answer = await self._ask_optional(self.plan.abstract, variables, AbstractAnswer, shown)
        return answer.summary if isinstance(answer, AbstractAnswer) else ""

    def _parts(self) -> list[Part]:
        """The sentences of each question: of each report where a page holds several, in parts that fit the model.

        Without lines that lead to other articles, where these are few: what they tell is none of this one's.
        """
        linked = self.facts.linked
        if _MOST_LINKED * len(linked) > len(self.facts.sentences):
            linked = frozenset()
        texts = [
            tuple(one for one in text if one.number not in linked) or text
            for text in self.items or [self.facts.sentences]
        ]
        return [part for text in texts for part in split_sentences(text, self.plan.part_tokens)]

    def _localize(self, answer: BaseModel, part: Part) -> BaseModel:
        """The answer about one report of several, without what is of the others; another one as it is."""
        if not isinstance(answer, IncidentAnswer | ArticleAnswer) or not self.items:
            return answer
        told = " ".join(one.text for one in part).casefold()
        dateline = self.facts.dateline.casefold()
        near = Near(
            part=told,
            shown=f"{self.facts.headline.casefold()} {dateline} {told}",
            article=self.article.text.casefold(),
            dateline="" if _opens_with(self.items[0], part) else dateline,
            town=self.town,
        )
        return answer.model_copy(update={"incidents": [localize(one, near) for one in answer.incidents]})

    async def _ask_part(self, part: Part) -> list[BaseModel]:
        """The answer about a part; one that the server finds too long is halved and asked about again."""
        try:
            return [await self._ask_main(part)]
        except ContextOverflowError:
            if len(part) < _LEAST_HALVED:
                raise
        middle = len(part) // 2
        return [each for half in (part[: middle + 1], part[middle - 1 :]) for each in await self._ask_part(half)]

    async def _ask_main(self, part: Part) -> BaseModel:
        """The answer about a part, after one chance to correct what the article does not hold."""
        prompt, answer_type = self.plan.prompt, self.plan.answer_type
        chance = SecondChance(self.complain) if prompt.reask_unsupported else None
        try:
            answer = await self._ask(prompt, self._variables(part), answer_type, part, chance=chance)
        except InvalidAnswerError as failure:
            if chance is None or chance.first is None:
                raise
            self._skip(prompt, failure)
            return chance.first
        if getattr(answer, "incidents", None) == [] and self._has_news(part):
            first, last = part[0].number, part[-1].number
            message = f"The answer told nothing of sentences {first} to {last}, which count casualties; it had to."
            self._find("passage_asked", "info", "incidents", message)
            return await self._ask_optional(prompt, self._variables(part), answer_type, part, fewest=1) or answer
        return answer

    def _has_news(self, part: Part) -> bool:
        """Whether a part opens what a report with asides is about, in a headline of its kind, and counts casualties.

        Of 62 such reports the embedded model told nothing of two; what it told when it had to was right of both. So
        where any report counts many; of some 400 it told nothing of two.
        """
        facts, numbers = self.facts, {one.number for one in part}
        is_main = bool(self._main) and _opens_with(self._main, part)
        is_whole = self.plan.asks_by_item and not self.items and _opens_with(facts.sentences, part)
        if not (is_main or is_whole) or facts.is_play or not tells_kind(facts.headline, facts):
            return False
        counted = sum(one.sentence in numbers for one in facts.mentions)
        return counted > 0 if is_main else counted >= _MANY_COUNTED and not looks_back(facts.headline)

    def _tell_limits(self, answers: Sequence[BaseModel]) -> None:
        """A finding where an answer has as many incidents as it may have."""
        most = self.plan.longest.get("incidents")
        if most is not None and any(len(getattr(answer, "incidents", ())) >= most for answer in answers):
            message = f"The model may report {most} incidents at once, and did: there may be more in the article."
            self._find("incidents_limited", "warning", "incidents", message)

    def _variables(self, part: Part) -> dict[str, Any]:
        return main_variables(self.article, part, fields=describe_fields(self.plan.answer_type))

    async def _ask_optional(
        self,
        prompt: Prompt | None,
        variables: Mapping[str, Any],
        answer_type: type[BaseModel],
        shown: Part,
        *,
        is_report: bool = False,
        fewest: int = 0,
    ) -> BaseModel | None:
        """The answer to a question that the record can do without; None where the plan has no such, or it failed."""
        if prompt is None:
            return None
        try:
            return await self._ask(prompt, variables, answer_type, shown, is_report=is_report, fewest=fewest)
        except PendingAnswerError:
            raise
        except AskError as failure:
            self._skip(prompt, failure)
            return None

    async def _ask(
        self,
        prompt: Prompt,
        variables: Mapping[str, Any],
        answer_type: type[BaseModel],
        shown: Part,
        *,
        chance: SecondChance | None = None,
        is_report: bool = False,
        fewest: int = 0,
    ) -> BaseModel:
        """The answer. ``fewest``: the least incidents that it must have."""
        messages = render(prompt, variables)
        needed = prompt is self.plan.prompt and answer_type is self.plan.answer_type
        first = self.plan.room(sum(estimate_tokens(sentence.text) for sentence in shown))
        optional = None if needed else self.plan.optional_tokens
        citable = shown if needed else self.facts.sentences
        last = max((sentence.number for sentence in citable), default=1)
        self.prompts[prompt.reference] = PromptUse(id=prompt.id, version=prompt.version, sha256=prompt.sha256)
        answer = await self.model.ask(
            messages,
            bind_answer(
                answer_type, last, tuple(self.plan.longest.items()), (("incidents", fewest),) if fewest else ()
            ),
            purpose=prompt.reference,
            max_tokens=optional or first,
            most_tokens=optional or self.plan.most_room(first),
            extra_body=self.plan.bodies.get(prompt.reference),
            ledger=self.attempts,
            chance=chance,
        )
        if needed and isinstance(answer.value, IncidentAnswer | ArticleAnswer):
            mark_types(answer.value, answer.likelihoods)
            is_first = _opens_with(self.facts.sentences, shown)
            items = [shown] if is_report else self.items
            weigh_types(answer.value.incidents, self.facts, items, is_first=is_first)
            if self.plan.calibration is not None:
                mark_confidences(answer.value, answer.likelihoods, self.plan.calibration)
        return answer.value

    def _skip(self, prompt: Prompt, failure: AskError, *, of: str = "") -> None:
        self.findings.append(report_failed(prompt, failure, of=of))

    def _find(self, code: str, severity: Severity, field: str, message: str) -> None:
        self.findings.append(Finding(code=code, severity=severity, field=field, message=message))


def report_failed(prompt: Prompt, failure: AskError, *, of: str = "") -> Finding:
    """That a question failed and was left out; ``of`` says what it was about: " about sentences 1 to 9"."""
    message = f"The question {prompt.reference}{of} failed and was left out: {failure}"
    return Finding(code="question_failed", severity="warning", field="article", message=message)


def _opens_with(report: Sequence[Sentence], part: Part) -> bool:
    """Whether a part is a report's first, be the one a list and the other a tuple."""
    return list(report[:1]) == list(part[:1])
