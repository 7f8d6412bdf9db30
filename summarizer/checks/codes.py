"""Every code that a finding may have: how grave it is, what it means, and what to do about it."""

from typing import NamedTuple


class Code(NamedTuple):
    """A finding's code. ``severities`` are those that it comes with; ``meaning`` and ``remedy`` are for people."""

    code: str
    severities: tuple[str, ...]
    meaning: str
    remedy: str


# Two lines a code, in the order of the pipe: code | severities | meaning, and below it what to do.
_TABLE = """
article_split | info | The article was asked about in several parts, and their answers were merged.
  Nothing. Where incidents were torn apart, use a model with a larger context.
question_failed | warning | An optional question failed, and the record stands without its answer.
  Read why in the message; run the article once more if it matters.
incidents_limited | warning | The model reported as many incidents at once as it may.
  Look for incidents that the record lacks; `summarizer review` adds them.
second_look | info | The first answer had no incident; a second question looked for other kinds.
  Nothing, unless the kind of the incident seems wrong.
incident_insisted | warning | The article tells of fighting and casualties; asked for an incident, the model gave one.
  Hold the incident against the article: the model had reported none by itself.
empty_value | warning | The model left a value empty, and it was left out.
  Look whether the article gives it.
cite_corrected | info | The value stands in another sentence than the one that the model cited.
  Nothing: the evidence points to where it stands.
spelling_repaired | info | The model spelt the value in another way; the record has the article's spelling.
  Nothing, unless the two are different names.
unsupported_value | warning | No sentence of the article holds the value; it is kept as `not_found`.
  Reject it, or correct it and pick the sentence that says it.
type_corrected | warning | The model called a disaster an attack; the sentences cited tell of no violence.
  Hold the incident's type against the article.
date_resolved | info, warning | How the article's words for the date became days; a warning where that is doubtful.
  A warning: check the publication date and the days.
date_unresolved | warning | The article's words for the date could not be made into days.
  Correct the date where the article tells it; a publication date may be missing.
date_filled | info | The model gave no date; the only one that its cited sentences tell was taken.
  Nothing, unless that date is of another event.
event_after_publication | warning | The incident would lie after the day of publication.
  Check the publication date and the incident's date.
country_unknown | info | The country is none of ISO 3166-1, and has no code.
  Correct it if you need a code.
country_inferred | info | No sentence names the country, but a large city of the incident lies there.
  Nothing.
country_filled | info | The model gave no country; a large city of the incident lies in this one.
  Nothing, unless the city has a namesake.
country_corrected | warning | The model gave a country that no sentence names; the incident's city lies in another.
  Check the country.
claim_unsupported | warning | No sentence cited for a perpetrator claims or admits the incident.
  Correct the status, such as to accused.
unsupported_count | warning | No sentence cited holds the number; it is the model's and counts in no total.
  Correct the count and pick the sentence that gives it.
count_qualifier_corrected | info | The model gave the number without its "at least", "about" or range.
  Nothing: the count is as the article has it.
count_of_whole | warning | The number is that of all, such as those aboard; the article gives fewer for this outcome.
  Read the sentence, and correct the count.
conflicting_counts | warning | Two numbers for the same people cannot both be right; both are kept.
  Reject the outdated one, or accept both claims as they are.
parts_exceed_total | warning | Groups add up to more than the article says that there are in all.
  Look for people who were counted twice.
victim_not_people | warning | A victim is a thing by its last word, such as "two vehicles".
  Reject the victim, or make it a target.
outcome_conflict | warning | The article gives the number for another outcome, such as injured for killed.
  Correct the outcome or the count.
count_of_others | warning | The article gives the number for other people in the same breath.
  Correct the group or the count.
negated_victim | warning | The article says that there were no such victims.
  Reject the victim.
victim_speaks | warning | Somebody who is to have been killed speaks in the sentence that names them.
  Reject the victim, or pick the sentence that tells of the death.
uncovered_casualty | warning | The article tells of casualties that no victim of the record holds.
  Add them, unless they belong to no incident of the article.
weekday_mismatch | warning | A weekday and a date beside it do not agree with the calendar.
  Find out which of the two the article means.
publication_date_doubtful | warning | The text contradicts the publication date, on which dates such as "Monday" rest.
  Correct the publication date and run the article once more.
injection_suspected | warning | A passage or the title addresses a model rather than a reader.
  Read the passage: a text that wants to steer a model may be false in more.
evidence_in_injection | warning | Only such a passage, or what stands right beside it, supports the value.
  Reject it, unless the article says it elsewhere.
summary_unfaithful | warning | The model's summary said what the article does not; the key sentences replace it.
  Nothing; write a summary in `summarizer review` if you need one.
prompt_leaked | warning | The model's summary repeated its instructions; the key sentences replace it.
  Nothing; write a summary in `summarizer review` if you need one.
reviewed | info | A review was applied here: what was changed, by whom and when.
  Nothing.
"""

_LINES = _TABLE.strip().splitlines()
CODES = {
    code: Code(code, tuple(severities.split(", ")), meaning, remedy.strip())
    for line, remedy in zip(_LINES[::2], _LINES[1::2], strict=True)
    for code, severities, meaning in [line.split(" | ")]
}
"""The codes in the order of the pipe."""
