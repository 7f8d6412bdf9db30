"""Offices before the names of those who tell of a deed, in languages that have no rules here."""

from summarizer.language.wording import Wording

_OFFICE = Wording(
    r"(?i)(?<!\bde\s)(?<!\bde la\s)(?<!\bdu\s)(?<!\bdella\s)(?<!\bdel\s)(?<!\bda\s)(?<!\bdo\s)"
    r"\b(?:procureure?|préfète?|maire|commissaire|colonel(?:le)?|générale?|capitaine|ministre|porte-parole|gouverneure?|avocate?"
    r"|(?:ober)?staatsanw[aä]lt(?:in)?|(?:polizei|feuerwehr|regierungs)?sprecher(?:in)?|(?:ober)?bürgermeister(?:in)?|landrat|landrätin"
    r"|\w{0,20}minister(?:in)?|prefeit[oa]|governador[a]?|delegad[oa]|secretári[oa]|ministr[oa]|porta-voz|procurador[a]?|coronel"
    r"|sindac[oa]|prefett[oa]|questore|procurator[ei]|procuratrice|portavoce|assessor[ea]|avvocat[oa])"
    r"(?:\s(?:d[eouai]\w{0,3}|der|des|von|für|general|général|capo|adjointe?)(?:\s[\w’'-]{1,20}){1,4}|\sgeneral|\scapo|\sadjointe?)?"
    r"(?:,|\s[\w.]{1,5})?\s\Z",
    "par la procureure de la République, ", "un ami de la procureure, ",
)  # fmt: skip
_CHARGED = Wording(
    r"(?i)\b(?:accus|inculp|soupçonn|mise? en (?:examen|cause)|condamn|écrou|beschuldig|verdächtig|angeklagt|verhaftet"
    r"|festgenommen|verurteilt|suspeit|acusad|indiciad|condenad|indagat|sospett|imputat|condannat|arrestat)",
    "la procureure a été mise en examen", "la procureure a parlé",
)  # fmt: skip


def tells_in_office(text: str, start: int) -> bool:
    """Whether the person named at that offset of a sentence has an office there, and is accused of nothing."""
    return _OFFICE.search(text, 0, start) is not None and not _CHARGED.search(text)
