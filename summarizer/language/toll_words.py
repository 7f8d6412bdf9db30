"""Words of tolls in languages whose casualties are not read: for people of no kind, and for what befell them."""

from summarizer.language.wording import Wording
from summarizer.schemas.record import Outcome

_PEOPLE = Wording(
    r"(?i)\A(?:(?:au|moins|plus|de|des|les|ces|environ|ao|pelo|menos|mais|os|as|cerca|mindestens|rund|etwa|mehr|als|die|den|der"
    r"|almeno|circa|le|gli|i|\d[\d.,]*)\s)*"
    r"(?:personnes|gens|morts|mortes|blessés|blessées|tués|victimes|disparus|corps"
    r"|pessoas|gente|mortos|mortas|feridos|feridas|vítimas|desaparecidos|corpos"
    r"|menschen|personen|leute|tote|toten|verletzte|verletzten|opfer|todesopfer|vermisste|vermissten|leichen"
    r"|persone|morti|feriti|ferite|vittime|dispersi|corpi)\Z",
    "Menschen", "Kinder",
)  # fmt: skip
_TOLD: dict[Outcome, Wording] = {
    "killed": Wording(
        r"(?i)\bmort[aeios]*\b|\btué|décéd|\bpéri(?:r|s|t|es)?\b|cadavre|noyé|\btrouvé la mort"
        r"|\bmorr|falec|óbito|\bmat(?:ou|aram|a|am|ando)\b|assassinad"
        r"|\btot(?:e[nr]?)?\b|\btöt|getöt|\bstarb|gestorben|sterben|ums leben|leiche|todesopfer"
        r"|uccis|decedut|\bmuor|cadaver",
        "sept personnes sont mortes", "sept personnes vivaient là",
    ),
    "injured": Wording(r"(?i)bless|ferid|balead|lesionad|verletz|verwundet|\bferit", "sept blessés", "sept bénévoles"),
    "missing": Wording(r"(?i)disparu|desaparec|vermiss|dispers|scompars", "sept disparus", "sept diplômés"),
}  # fmt: skip
LANGUAGES = frozenset({"de", "fr", "it", "pt"})


def is_anybody(group: str) -> bool:
    """Whether a group's words are for people of no kind: "personnes", "mindestens 7 Menschen", "os feridos"."""
    return _PEOPLE.search(group) is not None


def tells_of_outcome(outcome: Outcome, text: str) -> bool:
    """Whether a sentence has a word for that outcome; of outcomes without words here none has."""
    return outcome in _TOLD and _TOLD[outcome].search(text) is not None
