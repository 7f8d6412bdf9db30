"""Totals over what the checks leave standing."""

import re
from collections.abc import Collection, Mapping, Sequence

from summarizer.checks.among import open_among
from summarizer.checks.apart import count_apart, drop_parts
from summarizer.checks.attackers_dead import find_dead_attacker
from summarizer.checks.counts import check_outcomes
from summarizer.checks.entries import list_victims, with_victims
from summarizer.checks.injection import drop_planted
from summarizer.checks.kinds import find_untold
from summarizer.checks.listed import count_together
from summarizer.checks.misplaced import check_misplaced
from summarizer.checks.newly_dead import open_newly_dead
from summarizer.checks.perhaps_dead import find_perhaps_dead, without_dead
from summarizer.checks.repeated import check_repeated, without_victims
from summarizer.checks.spared import check_aboard, check_spared
from summarizer.checks.speaking import check_speakers
from summarizer.checks.times import check_times
from summarizer.checks.tolls import Toll, find_tolls, settle_totals
from summarizer.checks.tolls_elsewhere import keep_understood
from summarizer.checks.untold_counts import check_untold_counts
from summarizer.checks.untold_deaths import find_untold_deaths
from summarizer.checks.victims import check_linked, check_negations, tell_thing
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import drop_found
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import counting_spans, is_held, list_counting, list_held, spots_of
from summarizer.language.dates.days import is_long_ago
from summarizer.language.kinds import ANY
from summarizer.language.people import is_generic
from summarizer.language.regions import bare_region
from summarizer.language.rules import ENGLISH
from summarizer.language.sufferers import only_speaks
from summarizer.resolving.confidence import is_low
from summarizer.resolving.groups import count_least, read_group
from summarizer.resolving.totals import add_spans, find_wholes, sum_victims
from summarizer.schemas.record import Finding, Incident, Outcome, Perpetrator, Place, Sentence, Total, Victim

_PART = re.compile(r"[^;]+")


def total_sound(
    incidents: Sequence[Incident], facts: Facts, *, trusted: Collection[Victim] = (), accepted: Collection[int] = ()
) -> tuple[Incident, ...]:
    """The incidents with totals over the victims that no check rules out.

    Not in them: all of an incident that no sentence tells of in words of its kind, victims that only what addresses
    a model supports or that the article denies, animals and things, numbers that the article gives for another
    outcome, for those aboard or for another time, people of other articles that this one links to, deaths of which
    no sentence cited tells, people who stand in an earlier incident, and those "among them". Beside others who are
    dead, deaths that are not told, or only feared, an attacker's without an entry, and those of people whom the article
    does not hold raise what the total may be at most; so do people added to others of whom the model was hardly sure.
    Who died is not counted as hurt or missing as well: of "six shot, one fatally" five were hurt. Victims ``trusted``,
    by a reviewer, are held against no number; incidents ``accepted``, by their indices from 0, count in any words. In a
    language without rules only totals that are understood are left.
    """
    kept, unsure = _drop_ruled_out(incidents, facts, trusted)
    doubted = _find_doubted(incidents, facts, accepted)
    counted = without_victims(kept, doubted)
    once = drop_found(counted, check_repeated(counted, facts))
    totalled, open_to = list[Incident](), set[Outcome]()
    unsure_of = [[one for field, one in unsure if field.startswith(f"incidents[{at}].")] for at in range(len(once))]
    for index, (incident, sound) in enumerate(zip(incidents, once, strict=True)):
        doubtful = [one for one in find_perhaps_dead(sound.victims, facts) if one not in trusted]
        living = without_dead([one for one in sound.victims if one not in doubtful], facts, trusted=trusted)
        apart = count_apart(living, facts.sentences)
        open_to.update(one.outcome for one in doubtful)
        perhaps = _without_others(unsure_of[index], apart) + doubtful
        totals = _without_unlikely(apart, [one for one in apart if is_low(one.confidence) and one not in trusted])
        totals |= _with_listed(totals, count_together(apart, facts.sentences))
        of_doer = len(once) == 1 and find_dead_attacker(sound, facts) is not None
        totalled.append(incident.model_copy(update={"totals": _widen(totals, perhaps, by=int(of_doer))}))
    news = _find_news(totalled, facts)
    if news is not None and news[0] not in doubted:
        at, is_alone = news
        may_count = [*counted[at].victims, *unsure_of[at]]
        totalled[at] = settle_totals(
            totalled[at], may_count, facts, trusted=trusted, perhaps=open_to, is_alone=is_alone
        )
    opened = tuple(open_among(open_newly_dead(incident, facts), facts) for incident in totalled)
    if facts.rules.code:
        return opened
    return tuple(keep_understood(one, facts, alone=len(opened) == 1, trusted=trusted) for one in opened)


def _find_news(incidents: Sequence[Incident], facts: Facts) -> tuple[int, bool] | None:
    """The index of the incident that the headline is about, and whether all tolls of the opening are its; else None.

    It is the only one, the only recent one in a place or country that the headline names, or, for what is called
    a toll, the only recent one, none of long before the article, or the only one of these of a kind that the headline
    tells of. A number that all incidents add up to is that of none, as is one beside which the headline names another
    one's place.
    """
    if len(incidents) == 1:
        return 0, True
    lasts = [one.date.latest if one.date else None for one in incidents]
    recent = [at for at, last in enumerate(lasts) if not is_long_ago(last, facts.published)]
    told, counting = _list_parts(facts)
    lie_in = [_list_names(one.place) for one in incidents]
    names, beside_toll = (
        [{name for name in where if name and find_all(name, text)} for where in lie_in] for text in (told, counting)
    )
    alone = [at for at in recent if names[at].difference(*names[:at], *names[at + 1 :])]
    is_of_another = len(alone) == 1 and any(beside_toll) and not beside_toll[alone[0]]
    if len(alone) == 1 and not is_of_another and not any(_is_of_all(toll, incidents) for toll in find_tolls(facts)):
        return alone[0], True
    kinds = facts.list_told(facts.headline)
    of_kind = [at for at in recent if incidents[at].type != ANY and incidents[at].type in kinds]
    told_of = recent if len(recent) == 1 else of_kind
    return (told_of[0], False) if len(told_of) == 1 else None


def _list_names(place: Place) -> list[str]:
    """What a headline may call a place, or empty: "Harnai" of Harnai District, or the country; no "coal mine"."""
    own = [one.name for one in place.places if not one.name.islower()]
    return [place.country or "", *(name for one in own for name in (one, bare_region(one)))]


def _list_parts(facts: Facts) -> tuple[str, str]:
    """The headline without parts that tell of somebody's death and count nobody: "; soldier dies in Rafah".

    Nor those after one that counts people, as of the news, "blast in Surat: toll at 9; fire in Vapi kills one". Then
    that one alone.
    """
    kept, counting = list[str](), ""
    for part in _PART.finditer(facts.headline):
        counts = any(part.start() <= one.start < part.end() for one in facts.headline_mentions)
        if (counts and not counting) or not facts.rules.tells_of_death(part[0]):
            kept.append(part[0])
        counting = counting or (part[0] if counts else "")
    return ";".join(kept), counting


def _is_of_all(toll: Toll, incidents: Sequence[Incident]) -> bool:
    lows = [total.low for one in incidents if (total := one.totals.get(toll.outcome))]
    return len(lows) > 1 and sum(lows) == toll.number


def _without_unlikely(victims: Sequence[Victim], unlikely: Sequence[Victim]) -> dict[Outcome, Total]:
    """The totals; fewer people added to others of whom the model was hardly sure are none at least.

    A number that is that of all stands, and where they are most: the article holds it as it does the others. A rival
    number of theirs makes none of the dead or hurt fewer.
    """
    totals = sum_victims(victims)
    others = sum_victims([one for one in victims if one not in unlikely]) if unlikely else {}
    added = {outcome: sum(count_least(one) for one in unlikely if one.outcome == outcome) for outcome in others}
    return {
        outcome: Total(low=others[outcome].low, high=total.high)
        if (outcome in ("killed", "injured") and total.low < others.get(outcome, total).low)
        or 0 < added.get(outcome, 0) < others[outcome].low == total.low - added[outcome]
        else total
        for outcome, total in totals.items()
    }


def _with_listed(totals: Mapping[Outcome, Total], listed: Mapping[Outcome, int]) -> dict[Outcome, Total]:
    """The totals that are below what one sentence lists, with that."""
    return {
        outcome: Total(low=least, high=None if total.high is None else max(total.high, least))
        for outcome, least in listed.items()
        if (total := totals.get(outcome)) and total.low < least
    }


def _without_others(untold: Sequence[Victim], victims: Sequence[Victim]) -> list[Victim]:
    """The deaths that are not told, without more than the people of any kind that the article counts as all the dead.

    They are others: 14 teachers aboard a boat, where nine people drowned.
    """
    if not untold:
        return []
    dead = [one for one in victims if one.outcome == "killed"]
    wholes = [one for one in find_wholes(dead, sum_victims(dead).get("killed")) if is_generic(one.group or "")]
    return [one for one in untold if not wholes or count_least(one) <= count_least(wholes[0])]


def _widen(totals: dict[Outcome, Total], perhaps: Sequence[Victim], *, by: int) -> dict[Outcome, Total]:
    """The totals, that of the dead with as many more at most as may have died, and ``by`` whom no entry holds."""
    dead = totals.get("killed")
    if dead is None or dead.high is None or not (perhaps or by):
        return totals
    more = [(0, one.count.high if one.count else 1) for one in perhaps]
    low, high = add_spans([(dead.low, dead.high), *more, (0, by)])
    return totals | {"killed": Total(low=low, high=high)}


def list_sound(
    incidents: Sequence[Incident],
    facts: Facts,
    *,
    trusted: Collection[Victim] = (),
    accepted: Collection[int] = (),
    keep_parts: bool = False,
) -> list[Incident]:
    """The incidents that a summary tells: in words of their kind or ``accepted``, with victims ``trusted`` as they are.

    Without what is denied or planted, without people who are among others or of another time, and without claims that
    nobody makes. With ``keep_parts`` those among others stay where one entry's number is that of all, for a summary
    that says so.
    """
    doubted = _find_doubted(incidents, facts, accepted)
    kept, _ = _drop_ruled_out([one for at, one in enumerate(incidents) if at not in doubted], facts, trusted)
    return [
        one.model_copy(
            update={
                "victims": _list_told(one, facts.sentences, keep_parts=keep_parts),
                "perpetrators": tuple(_without_false_claim(each, facts) for each in one.perpetrators),
            }
        )
        for one in kept
    ]


def _list_told(incident: Incident, sentences: Sequence[Sentence], *, keep_parts: bool) -> tuple[Victim, ...]:
    apart = drop_parts(incident.victims, sentences)
    if not keep_parts:
        return tuple(apart)
    known = set(map(id, apart))
    whole = {
        outcome
        for outcome, total in incident.totals.items()
        if find_wholes([one for one in incident.victims if one.outcome == outcome], total)
    }
    return tuple(one for one in incident.victims if id(one) in known or one.outcome in whole)


def _without_false_claim(perpetrator: Perpetrator, facts: Facts) -> Perpetrator:
    """The perpetrator, not as one who claims the deed where no sentence of its evidence holds a claim."""
    texts = [facts.sentences[item.sentence - 1].text for item in list_held(perpetrator.evidence)]
    if perpetrator.status != "claimed" or any(map(facts.rules.has_claim, texts)):
        return perpetrator
    return perpetrator.model_copy(update={"status": None})


def _find_doubted(incidents: Sequence[Incident], facts: Facts, accepted: Collection[int]) -> list[int]:
    return [at for at in find_untold(incidents, facts) if at not in accepted]


def _drop_ruled_out(
    incidents: Sequence[Incident], facts: Facts, trusted: Collection[Victim]
) -> tuple[list[Incident], list[tuple[str, Victim]]]:
    """The incidents without what is planted, denied or doubted, and the deaths left out that may be all the same.

    These are deaths that are only not told, and those of people who speak or whom the article does not hold, by field.

    Doubted are things for victims and those whose number is told of others than these, then and so; people whom the
    article does not name, by a number that stands for another entry's with another outcome, or by another one's of the
    same outcome.
    """
    planted = drop_planted(incidents, facts.near)
    held = drop_found(planted, check_negations(planted, facts))
    speaking = check_speakers(held, facts)
    hurt = {field for field, victim in list_victims(held) if victim.outcome == "injured"}
    doubts = [
        *(one for one in check_outcomes(held, facts.casualties, facts.sentences) if one.code == "outcome_conflict"),
        *check_spared(held, facts.sentences),
        *check_aboard(held, facts.sentences, facts.mentions),
        *check_times(held, facts),
        *check_linked(held, facts),
        *check_misplaced(held, facts),
        *check_untold_counts(held, facts),
        *(one for one in speaking if _entry_of(one) in hurt or _is_of_office(one, facts)),
    ]
    fields = {_entry_of(one) for one in doubts}
    untold = [one for one in find_untold_deaths(held, facts) if one.victim not in trusted]
    speakers = set(map(_entry_of, speaking))
    may_be = (one for one in untold if not one.is_of_others and one.field not in fields)
    unsure = [(one.field, one.victim) for one in may_be if not tell_thing(one.victim, facts)]
    unsure += [
        (field, one)
        for index, incident in enumerate(held)
        for at, one in enumerate(incident.victims)
        for field in [f"incidents[{index}].victims[{at}]"]
        if one.outcome == "killed" and one not in trusted and field not in fields
        if (field in speakers and _are_others_dead(incident, index, fields | speakers))
        or (_is_strange(one, facts) and not _is_borrowed(one, incident.victims))
    ]
    fields.update(one.field for one in untold)
    fields.update(field for field, _ in unsure)
    kept = (
        [
            victim
            for at, victim in enumerate(incident.victims)
            if (f"incidents[{index}].victims[{at}]" not in fields or victim in trusted)
            and not tell_thing(victim, facts)
            and not _is_borrowed(victim, incident.victims)
        ]
        for index, incident in enumerate(held)
    )
    return list(map(with_victims, held, kept)), unsure


def _are_others_dead(incident: Incident, index: int, doubted: Collection[str]) -> bool:
    """Whether an incident, by its index, has anybody killed whose path is not ``doubted``."""
    paths = (f"incidents[{index}].victims[{at}]" for at, one in enumerate(incident.victims) if one.outcome == "killed")
    return any(path not in doubted for path in paths)


def _entry_of(doubt: Finding) -> str:
    return ".".join(doubt.field.split(".")[:2])


def _is_of_office(doubt: Finding, facts: Facts) -> bool:
    """Whether somebody speaks as one of an office does; of anybody else the words may be the last."""
    spots = spots_of(list_held(doubt.evidence), facts.sentences)
    return facts.rules is ENGLISH and bool(spots) and all(only_speaks(*spot) for spot in spots)


def _is_strange(victim: Victim, facts: Facts) -> bool:
    """Whether the article does not hold who is counted, nor tells of as many dead there, whatever it calls them.

    A phrase about "people" is the model's own for those it has.
    """
    group, told = read_group(victim), {item.sentence for item in list_counting(victim)}
    if group is None or group.is_generic or is_held(victim.evidence):
        return False
    killed = (one for one in facts.casualties if one.outcome == "killed" and one.sentence in told)
    return all(one.count.low != group.low for one in killed)


def _is_borrowed(victim: Victim, victims: Sequence[Victim]) -> bool:
    """Whether the number of people whom the article does not name is another entry's."""
    count = victim.count
    if victim.name or not count or is_held(victim.evidence):
        return False
    owners = [one for one in victims if is_held(one.evidence)]
    alike = (one.count for one in owners if one.outcome == victim.outcome and one.count)
    if any((own.low, own.high) == (count.low, count.high) for own in alike):
        return True
    spans = counting_spans(victim)
    return any(one.outcome != victim.outcome and not spans.isdisjoint(counting_spans(one)) for one in owners)
