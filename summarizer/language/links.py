"""Lines of a web page that only lead to other articles: "Related: Man charged in Southgate shooting"."""

from collections.abc import Iterator, Sequence

from summarizer.language.wording import Wording

_SAYS_SO = (
    r"(?:related(?:\s(?:stor(?:y|ies)|articles?|content|coverage|headlines?|links?|news|reading|videos?))?"
    r"|(?:see|read|watch)\salso|also\s(?:see|read|watch)|read\s(?:more|next)|don['’]t\smiss|recommended|more\scoverage"
    r"|you\smay\salso\s(?:like|be\sinterested\sin)(?:\sthese\sstories)?"
    r"|(?:noticias?|notas?|art[íi]culos?)\srelacionad[oa]s?|(?:lea|lee|vea|mira|mire|ver)\s(?:tambi[ée]n|además)"
    r"|(?:le|te)\s(?:puede|podr[íi]a)\sinteresar)"
)
_LINK = Wording(rf"(?i)\A\W{{0,3}}{_SAYS_SO}\s?:\s?\S", "RELATED: Two dead in Paoli", "Related to the boy: an aunt")
_HEADING = Wording(rf"(?i)\A\W{{0,3}}{_SAYS_SO}\s?:?\s*\Z", "Related Stories:", "Read more of what he said")
_STOP = Wording(r"[.!?…][\"'”’)]*\Z", "It was dark.", "Two dead in Paoli")


def find_linked(texts: Sequence[str]) -> Iterator[int]:
    """The indices, from 0, of the sentences that are links to other articles.

    A sentence that says so itself, and those without a full stop under a heading that does.
    """
    listed = False
    for at, text in enumerate(texts):
        listed = bool(_HEADING.match(text)) or (listed and not _STOP.search(text))
        if listed or _LINK.match(text):
            yield at
