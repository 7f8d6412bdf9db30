"""What reports tell, read alike where events are made of them and where these are held against the records."""

from collections.abc import Sequence

from summarizer.evidence.values import is_held
from summarizer.schemas.record import Incident, Outcome, Stage, Victim


def entries_of(incident: Incident, outcome: Outcome) -> list[Victim]:
    """The victim entries of an outcome that the article holds."""
    return [one for one in incident.victims if one.outcome == outcome and is_held(one.evidence)]


def tell_speakers(incident: Incident, outcome: Outcome) -> str | None:
    """Who tells of those who came to harm so; None where the article itself does."""
    speakers = (entry.said_by.text for entry in entries_of(incident, outcome) if entry.said_by)
    return "; ".join(dict.fromkeys(speakers)) or None


def choose_stage(stages: Sequence[Stage]) -> Stage:
    """The stage that most reports tell; of equals the accomplished one."""
    return max(stages, key=lambda stage: (stages.count(stage), stage == "accomplished", stage))
