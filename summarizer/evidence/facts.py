"""What an article's sentences say by themselves, read once and handed on to all that is asked, resolved and checked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from summarizer.evidence.inflections import UNINFLECTED
from summarizer.evidence.sentence_index import SentenceIndex
from summarizer.language.casualties.finding import has_death
from summarizer.language.casualties.mentions import Casualties, CasualtyMention
from summarizer.language.countries import country_in_text
from summarizer.language.dates.finding import find_date_words
from summarizer.language.deaths_elsewhere import may_tell_death
from summarizer.language.homes import find_homes
from summarizer.language.injections import InjectionMention, find_injections, near_injections
from summarizer.language.kinds import (
    READ_ELSEWHERE,
    heads_review,
    heads_sport,
    is_fiction,
    is_play,
    list_told,
    tells_of,
)
from summarizer.language.links import find_linked
from summarizer.language.numbers import NumberMention
from summarizer.language.people import is_generic
from summarizer.language.posts import number_posts
from summarizer.language.recognising import is_english, recognise
from summarizer.language.regions import Land, find_lands
from summarizer.language.rules import ENGLISH, Rules, rules_of
from summarizer.schemas.record import Sentence

OPENING = 2
"""So many sentences are the opening: a caption or a credit may stand before what news begins with."""
_MANY_HURT = 10
"""So many are hurt in no match: a few players may be."""
_RECOGNISED = 40
"""The sentences that a language is recognised by, at most."""


class Said:
    """What one sentence says, each kind of it read when it is first asked for: most sentences are asked for little."""

    def __init__(self, sentence: Sentence, rules: Rules) -> None:
        self._sentence = sentence
        self._rules = rules

    @cached_property
    def numbers(self) -> tuple[NumberMention, ...]:
        """All its numbers."""
        return self._rules.find_numbers(self._sentence.text)

    @cached_property
    def counts(self) -> list[NumberMention]:
        """Its numbers of persons or things."""
        return [number for number in self.numbers if number.kind == "count"]

    @cached_property
    def casualties(self) -> Casualties:
        """What it tells of casualties."""
        return self._rules.read_casualties(self._sentence, self.numbers)

    @cached_property
    def may_tell_death(self) -> bool:
        """Whether any word of it may tell of a death."""
        return self._rules.tells_of_death(self._sentence.text)

    @cached_property
    def countries(self) -> tuple[tuple[int, int, str], ...]:
        """The names of countries in it, as ``country_in_text`` gives them."""
        return country_in_text(self._sentence.text)

    @cached_property
    def lands(self) -> tuple[Land, ...]:
        """The countries that its words tell of."""
        return find_lands(self._sentence.text, self.countries)

    @cached_property
    def speaker(self) -> tuple[int, int] | None:
        """The span in it of who says so, as ``find_speaker`` gives it."""
        return self._rules.find_speaker(self._sentence.text)


_TOP = 5
"""Sentences, with the lines over the prose, among which a newspaper says that it reviews something."""


@dataclass(frozen=True)
class Facts:
    """An article's sentences, and what they say by the rules of its ``language``.

    ``said[number - 1]`` is of the sentence of that number; ``language`` is None where it was not recognised.

    ``injections`` are the passages that address a model, and ``near`` the numbers of the sentences that hold one or may
    go on with what it says. ``dateline`` is the place of the agency's dateline and ``headline`` the
    title, which is no sentence; empty where there is none. ``published`` is the day of publication, where it is known.
    """

    sentences: Sequence[Sentence]
    said: Sequence[Said]
    injections: tuple[InjectionMention, ...]
    near: frozenset[int]
    language: str | None = None
    dateline: str = ""
    headline: str = ""
    published: date | None = None

    @property
    def rules(self) -> Rules:
        """The rules of its language."""
        return rules_of(self.language)

    def of(self, sentence: Sentence) -> Said:
        """What one of the sentences says."""
        return self.said[sentence.number - 1]

    @cached_property
    def index(self) -> SentenceIndex:
        """The words of the sentences, to look values up in."""
        is_read = bool(self.rules.code)
        has_forms = not is_read and self.language not in UNINFLECTED
        return SentenceIndex(self.sentences, is_read=is_read, has_forms=has_forms)

    @cached_property
    def text(self) -> str:
        """All sentences in one."""
        return " ".join(sentence.text for sentence in self.sentences)

    @cached_property
    def may_tell_death(self) -> bool:
        """Whether the article, its headline with it, has any word of a death; of a language without such words always.

        What it quotes in English may tell of one, too. Spanish has none here: each sentence of it is asked.
        """
        text = f"{self.headline} {self.text}"
        if self.rules is ENGLISH:
            return has_death(text)
        if self.rules.code or may_tell_death(text, self.language or ""):
            return True
        return any(_quotes_death(one.text) for one in self.sentences)

    def has_word_of_death(self, text: str) -> bool:
        """Whether a passage of an article in a language without rules has a word of a death, in it or in English."""
        return may_tell_death(text, self.language or "") or _quotes_death(text)

    @cached_property
    def dead_of(self) -> dict[int, list[tuple[int, int]]]:
        """By a number the dead who are told of as a part of so many: "one of the six"; each with its sentence's."""
        found = defaultdict[int, list[tuple[int, int]]](list)
        for sentence, said in zip(self.sentences, self.said, strict=True):
            wholes = {(number.start, number.end): number.range.low or 0 for number in said.numbers}
            for part in said.casualties.parts:
                is_dead = part.outcome == "killed" and sentence.text.casefold().endswith("the ", 0, part.whole_start)
                if is_dead and part.count:
                    whole = wholes.get((part.whole_start, part.whole_end), 0)
                    found[whole].append((sentence.number, part.count.low or 0))
        return found

    @cached_property
    def is_play(self) -> bool:
        """Whether they are of sport, fiction or an exercise, or of a report that is false."""
        top = [self.headline, *(sentence.text for sentence in self.sentences[:_TOP])]
        if any(map(heads_review, top)) and (not self.is_english or is_fiction(self.text)):
            return True
        harm = [one for one in self.casualties if one.outcome in ("killed", "injured")]
        dated = [one for one in harm if find_date_words(self.sentences[one.sentence - 1].text)]
        counting = dated if self.is_english else harm
        has_toll = any(one.outcome == "killed" or (one.count.low or 0) >= _MANY_HURT for one in counting)
        return is_play(
            " ".join(one.text for one in self.sentences if one.number not in self.linked),
            is_english=self.is_english,
            has_dated_harm=bool(dated),
            has_dated_toll=has_toll,
            is_of_sports_desk=bool(self.rules.code) and not harm and any(map(heads_sport, top)),
        )

    @property
    def is_english(self) -> bool:
        """Whether their language is English, or not known."""
        return self.language in (None, "en")

    @property
    def reads_kinds(self) -> bool:
        """Whether the words for incident types in their language are known."""
        return self.is_english or self.language in READ_ELSEWHERE

    def tells_of(self, kind: str, text: str | None = None) -> bool:
        """Whether they or the headline, or some of them as one text, have words for an incident type."""
        return tells_of(kind, f"{self.headline}. {self.text}" if text is None else text, is_english=self.is_english)

    def list_told(self, text: str) -> tuple[str, ...]:
        """The incident types that a text in their language tells of by words of its own."""
        return list_told(text, is_english=self.is_english)

    @cached_property
    def country_names(self) -> dict[str, list[tuple[Sentence, int, int]]]:
        """By a country's code its names, each with its sentence and its span in it, in order."""
        named: dict[str, list[tuple[Sentence, int, int]]] = {}
        for sentence in self.sentences:
            for start, end, code in self.of(sentence).countries:
                named.setdefault(code, []).append((sentence, start, end))
        return named

    @cached_property
    def countries(self) -> dict[str, str]:
        """The countries that the article tells of, each with the first words that do; the dateline's come first.

        Not those of which only what addresses a model tells.
        """
        dated = [(land.country, self.dateline[land.start : land.end]) for land in find_lands(self.dateline)]
        told = [(land.country, sentence.text[land.start : land.end]) for sentence, land in self.lands]
        return dict(reversed([*dated, *told]))

    @cached_property
    def lands(self) -> list[tuple[Sentence, Land]]:
        """The countries that the sentences tell of, in order, but for those of what addresses a model."""
        kept = (sentence for sentence in self.sentences if sentence.number not in self.near)
        return [(sentence, land) for sentence in kept for land in self.of(sentence).lands]

    @cached_property
    def homes(self) -> dict[str, tuple[str, ...]]:
        """By a country's code the names of towns and regions in it, as ``find_homes`` tells, of what tells the news.

        Its own name is one of them, in the headline, too.
        """
        apart = self.near | self.linked
        homes = find_homes(sentence.text for sentence in self.sentences if sentence.number not in apart)
        headed = {code: self.headline[start:end] for start, end, code in country_in_text(self.headline)}
        for code, words in (headed | self.countries).items():
            homes[code] = tuple(dict.fromkeys((words, *homes.get(code, ()))))
        return homes

    @cached_property
    def flagged(self) -> frozenset[int]:
        """The numbers of the sentences that address a model."""
        return frozenset(mention.sentence for mention in self.injections)

    @cached_property
    def linked(self) -> frozenset[int]:
        """The numbers of the sentences that only lead to other articles."""
        return frozenset(self.sentences[at].number for at in find_linked([one.text for one in self.sentences]))

    @cached_property
    def casualties(self) -> list[CasualtyMention]:
        """All casualty phrases, in order."""
        return [mention for said in self.said for mention in said.casualties.mentions]

    @cached_property
    def headline_mentions(self) -> tuple[CasualtyMention, ...]:
        """The casualty phrases of the headline, with offsets into it."""
        return self._headed.casualties.mentions

    @property
    def headline_counts(self) -> list[NumberMention]:
        """The numbers of persons or things in the headline, with offsets into it."""
        return self._headed.counts

    @cached_property
    def _headed(self) -> Said:
        line = Sentence(number=1, start=0, end=max(len(self.headline), 1), text=self.headline or " ")
        return Said(line, self.rules)

    @cached_property
    def posts(self) -> list[int]:
        """For each sentence of a live blog its post, the newest being 1, as ``number_posts`` counts them."""
        return number_posts([sentence.text for sentence in self.sentences])

    @cached_property
    def mentions(self) -> list[CasualtyMention]:
        """The casualty phrases that an answer should account for: none of longer times, of a model or of a link.

        Of a live blog's numbers of people of no kind only those of the newest post that tells one.
        """
        apart = self.flagged | self.linked
        told = [one for one in self.casualties if not one.is_background and one.sentence not in apart]
        newest: dict[str, CasualtyMention] = {}
        for one in told:
            if self.posts[one.sentence - 1] and is_generic(one.group or "people"):
                newest.setdefault(one.outcome, one)
        return [one for one in told if not _is_older(one, newest.get(one.outcome), self.posts)]


def _is_older(one: CasualtyMention, newest: CasualtyMention | None, posts: Sequence[int]) -> bool:
    """Whether a live blog's newer post gives a number of the same people that is no smaller."""
    if newest is None or posts[one.sentence - 1] <= posts[newest.sentence - 1] or not is_generic(one.group or "people"):
        return False
    return (one.count.low or 0) <= (newest.count.low or 0)


def read_facts(
    sentences: Sequence[Sentence], text: str, *, dateline: str = "", headline: str = "", published: date | None = None
) -> Facts:
    """What the numbered sentences of an article say; ``text`` is the article's, ``dateline`` its dateline's place."""
    injections = find_injections(sentences)
    near = near_injections(injections, sentences, text)
    language = recognise(" ".join(sentence.text for sentence in sentences[:_RECOGNISED]))
    said = _read_all(sentences, rules_of(language))
    return Facts(sentences, said, injections, near, language, dateline, headline, published)


def read_stored(
    sentences: Sequence[Sentence], language: str | None, *, headline: str = "", published: date | None = None
) -> Facts:
    """What the sentences that were kept with a record say; of what addresses a model, the sentences themselves."""
    injections = find_injections(sentences)
    near = frozenset(mention.sentence for mention in injections)
    said = _read_all(sentences, rules_of(language))
    return Facts(sentences, said, injections, near, language, headline=headline, published=published)


def _read_all(sentences: Sequence[Sentence], rules: Rules) -> list[Said]:
    """What each sentence says; in a language without rules the numbers of sentences in English are read as English."""
    if rules.code:
        return [Said(sentence, rules) for sentence in sentences]
    quoted = rules._replace(find_numbers=ENGLISH.find_numbers)
    return [Said(sentence, quoted if is_english(sentence.text) else rules) for sentence in sentences]


def _quotes_death(text: str) -> bool:
    """Whether a text is English and has a word of a death: in German "die" is none."""
    return is_english(text) and has_death(text)
