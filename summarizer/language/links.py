"""Lines of a web page that only lead to other articles: "Related: Man charged in Southgate shooting"."""

from collections.abc import Iterator, Sequence

from summarizer.language.wording import Wording

SAYS_SO = (
    r"(?:related(?:\s(?:stor(?:y|ies)|articles?|content|coverage|headlines?|links?|news|reading|videos?))?"
    r"|(?:see|read|watch)\salso|also\s(?:see|read|watch)|read\s(?:more|next)|don['’]t\smiss|recommended|more\scoverage"
    r"|you\smay\salso\s(?:like|be\sinterested\sin)(?:\sthese\sstories)?"
    r"|(?:noticias?|notas?|art[íi]culos?)\srelacionad[oa]s?|(?:lea|lee|vea|mira|mire|ver)\s(?:tambi[ée]n|además)"
    r"|(?:le|te)\s(?:puede|podr[íi]a)\sinteresar"
    r"|more\s(?:(?:local|top|world|uk|us|regional|breaking)\s)?(?:news|stories|headlines)|most\s(?:read|viewed|popular)|trending(?:\s(?:now|stories))?"
    r"|what\sto\sread\snext|around\sthe\sweb"
    r"|(?:à\s)?lire\saussi|sur\sle\smême\s(?:sujet|thème)|à\sne\spas\smanquer|lesen\ssie\sauch|mehr\szum\sthema|auch\sinteressant"
    r"|lei[ao]\s(?:também|mais)|vej[ao]\stambém|saiba\smais|mais\slidas|leggi\sanche|potrebbe\sinteressarti)"
)
"""With what such lines begin, in six languages."""
_LINK = Wording(
    rf"(?i)\A\W{{0,3}}{SAYS_SO}\s?:\s?\S[^\n]*[^\s.!?…:\"'”’)\]]\s*\Z",
    "RELATED: Two dead in Paoli",
    "Related to the boy: an aunt",
)
_RUN_ON = Wording(
    r"\A\W{0,3}(?:Related|RELATED)\s(?:Stor(?:y|ies)|Articles?|Content|Coverage|Headlines?|Links?|News|Videos?)\s"
    r"[A-Z0-9\"'“‘][^\n]*[^\s.!?…:\"'”’)\]]\s*\Z",
    "Related Coverage Two found dead in Paoli",
    "Related News Corp assets were sold.",
)
"""A heading and the first link under it, as one line."""
_HEADING = Wording(rf"(?i)\A\W{{0,3}}{SAYS_SO}\s?:?\s*\Z", "Related Stories:", "Read more of what he said")
_PROSE = Wording(r"\A\d{1,2}[:.]\d\d\b|[.!?…:)\]][\"'”’)]*\Z", "It was dark.", "Two dead in Paoli")
"""What is no headline: it ends in a stop, a colon or a bracket, or begins with a time."""
_VIDEO = Wording(
    r"\A\d{1,2}:[0-5]\d\s(?![ap]\.?m\b)\S[^\n]*\Z", "0:52 Officer wounded in shooting", "10:52 a.m. Shots fired"
)
"""A film's length and title, of which a player's list is made."""
_PLAYER = Wording(r"\A\d{1,2}:[0-5]\d\s[^\n]*\s(?:Pause|Play)\Z", "0:52 Officer wounded Pause", "0:52 Officer wounded")
_MOST_LISTED = 5


def find_linked(texts: Sequence[str]) -> Iterator[int]:
    """The indices, from 0, of the sentences that are links to other articles.

    A headline that says so itself, and up to five of them under a heading that does. Films of a player's list, too.
    """
    room, has_player = 0, any(map(_PLAYER.match, texts))
    for at, text in enumerate(texts):
        room = _MOST_LISTED + 1 if _HEADING.match(text) else 0 if _PROSE.search(text) else room - 1
        is_film = has_player and _VIDEO.match(text) is not None
        if room > 0 or is_film or _LINK.match(text) or _RUN_ON.match(text):
            yield at
