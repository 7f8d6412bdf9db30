"""That an article is in a language that nothing here reads."""

from summarizer.evidence.findings import doubt
from summarizer.language.recognising import name_language
from summarizer.language.rules import rules_of
from summarizer.schemas.record import Finding


def check_language(language: str | None) -> list[Finding]:
    """One finding where there are no rules for the language; None is taken for English."""
    if rules_of(language).code:
        return []
    message = (
        f"The article seems to be in {name_language(language or '')}, whose words hardly any check here reads: little "
        "was doubted, and totals are numbers that the article itself gives."
    )
    return [doubt("language_unchecked", "article", message, ())]
