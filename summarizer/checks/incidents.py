"""All checks of incidents, in order: the one list that the pipeline and reviews share."""

from collections.abc import Collection, Iterator, Sequence

from summarizer.checks.attackers_dead import report_dead_attacker
from summarizer.checks.counts import check_counts, check_mentions, check_outcomes
from summarizer.checks.coverage import find_uncovered, list_open, report_headline, report_uncovered
from summarizer.checks.dates import check_dates
from summarizer.checks.kinds import check_kinds, find_untold
from summarizer.checks.misplaced import check_misplaced
from summarizer.checks.newly_dead import check_newly_dead
from summarizer.checks.repeated import check_repeated
from summarizer.checks.spared import check_aboard, check_spared
from summarizer.checks.speaking import check_speakers
from summarizer.checks.stages import check_stages
from summarizer.checks.times import check_times, drop_other_days, list_timely
from summarizer.checks.unsure import check_unsure
from summarizer.checks.untold_counts import check_untold_counts
from summarizer.checks.untold_deaths import check_deaths
from summarizer.checks.victims import check_linked, check_negations, check_people
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import drop_found
from summarizer.schemas.record import Finding, Incident


def check_incidents(incidents: Sequence[Incident], facts: Facts, *, accepted: Collection[int] = ()) -> list[Finding]:
    """What the article's own words say against the incidents of a record.

    In a language without rules only whether it is sport, who is denied, and who is killed where no word tells of a
    death: a check that reads no words doubts the wrong ones.
    ``accepted`` are the indices of the incidents, from 0, that a reviewer vouches for: their victims count in any
    words.
    """
    sentences, timely = facts.sentences, list_timely(incidents, facts)
    untold = find_untold(incidents, facts)
    if not facts.rules.code:
        return [*check_kinds(incidents, untold), *check_unsure(incidents), *_check_unread(incidents, facts)]
    elsewhen = check_times(incidents, facts)
    clashes = check_counts(drop_found(incidents, elsewhen), sentences)
    uncovered = find_uncovered(list_open(timely, incidents, facts), incidents)
    return [
        *check_kinds(incidents, untold),
        *check_stages(timely, incidents, facts),
        *clashes,
        *check_newly_dead(incidents, facts),
        *check_repeated(incidents, facts, uncounted=[at for at in untold if at not in accepted]),
        *check_people(incidents, facts),
        *check_unsure(incidents),
        *_check_outcomes(incidents, facts),
        *check_aboard(incidents, sentences, facts.mentions),
        *elsewhen,
        *check_linked(incidents, facts),
        *check_misplaced(incidents, facts),
        *check_negations(incidents, facts),
        *check_speakers(incidents, facts),
        *check_deaths(incidents, facts),
        *check_untold_counts(incidents, facts),
        *check_mentions(drop_other_days(timely, incidents, facts), sentences, incidents=incidents, known=clashes),
        *check_dates(incidents, uncovered, facts),
        *report_uncovered(uncovered, sentences),
        *report_dead_attacker(incidents, facts),
        *([] if uncovered else report_headline(incidents, facts)),
    ]


def _check_outcomes(incidents: Sequence[Incident], facts: Facts) -> Iterator[Finding]:
    """Whose number or name the article tells with another outcome, each once."""
    counted = check_outcomes(incidents, facts.casualties, facts.sentences)
    fields = {one.field for one in counted if one.code == "outcome_conflict"}
    yield from counted
    yield from (one for one in check_spared(incidents, facts.sentences) if one.field not in fields)


def _check_unread(incidents: Sequence[Incident], facts: Facts) -> Iterator[Finding]:
    """Who is denied in a language without rules, and who else is killed where no word tells of a death."""
    denied = check_negations(incidents, facts)
    fields = {one.field for one in denied}
    yield from denied
    yield from (one for one in check_deaths(incidents, facts) if one.field.rpartition(".")[0] not in fields)
