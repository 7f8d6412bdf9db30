"""Lines of a web page that only lead to other articles, "Related: Man charged in Southgate shooting", and comments."""

from collections.abc import Iterator, Sequence

from summarizer.language.wording import Wording

SAYS_SO = (
    r"(?:related(?:\s(?:stor(?:y|ies)|articles?|content|coverage|headlines?|links?|news|reading|videos?))?"
    r"|(?:see|read|watch)\salso|also\s(?:see|read|watch)|read\s(?:more|next)|don['’]t\smiss"
    r"|recommended(?:\s(?:stories|articles|reading|for\syou))?|more\s(?:coverage|on\sthis\sstory)|editors?['’]?s?['’]?\spicks?"
    r"|sponsored|(?:sponsored|paid|partner)\s(?:content|stories|post)|hot\sopinion|visual\sstories|in\scase\syou\smissed\sit"
    r"|(?:contenido\s)?patrocinado|lo\sm[aá]s\s(?:le[ií]do|visto)|m[aá]s\snoticias|no\ste\s(?:lo\s)?pierdas"
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
"""A film's length and title, of which a player's list is made; or the hour of a headline, and that."""
_PLAYER = Wording(r"\A\d{1,2}:[0-5]\d\s[^\n]*\s(?:Pause|Play)\Z", "0:52 Officer wounded Pause", "0:52 Officer wounded")
_LATEST = Wording(
    r"(?i)\A\W{0,3}(?:lo\súltimo|últimas?\s(?:not[ií]cias|horas?)|latest(?:\s(?:news|headlines|updates))?|just\sin|letzte\smeldungen"
    r"|ultim(?:e\snotizie|a\sora)|dernières?\s(?:infos|nouvelles|minute)|en\scontinu)\s?:?\s*\Z",
    "Lo último", "Latest tremor",
)  # fmt: skip
"""Over headlines, each behind the hour of its own."""
_LISTED = Wording(r"(?i)\A\W{0,3}list\s\d{1,2}\sof\s\d{1,2}:\s", "- list 2 of 4: At least 71 dead", "a list of 4 items")
"""As a broadcaster's pages, copied, have them."""
_COMMENTS = Wording(
    r"(?i)\A(?:\d{1,4}\s(?:comments?|comentarios?)|(?:comments?|comentarios?)\s?\(\d{1,4}\)|comments|comentarios):?\Z",
    "COMMENTS (2)", "COMMENT.",
)  # fmt: skip
_ENDED = Wording(r"[.!?…][\"'”’)]*\Z", "It was dark.", "Two dead in Paoli")
_MOST_LISTED = 5


def find_linked(texts: Sequence[str]) -> Iterator[int]:
    """The indices, from 0, of the sentences that are links to other articles.

    A headline that says so itself, and up to five of them under a heading that does. Films of a player's list, too, the
    latest headlines with their hours, and what readers wrote, under a heading below most of the prose.
    """
    room, has_player, is_of_readers, is_latest = 0, any(map(_PLAYER.match, texts)), False, False
    are_prose = [_ENDED.search(text) is not None for text in texts]
    for at, text in enumerate(texts):
        if _COMMENTS.match(text) and sum(are_prose[:at]) > sum(are_prose[at:]):
            is_of_readers = True
        room = _MOST_LISTED + 1 if _HEADING.match(text) else 0 if _PROSE.search(text) else room - 1
        is_timed = _VIDEO.match(text) is not None
        is_film = has_player and is_timed
        is_latest = _LATEST.match(text) is not None or (is_latest and is_timed and not are_prose[at])
        is_of_list = room > 0 or is_film or is_latest or is_of_readers
        if is_of_list or any(rule.match(text) for rule in (_LINK, _RUN_ON, _LISTED)):
            yield at
