"""Whether a text may tell of incidents of kinds that the packaged adapter was not trained on."""

import re
from collections.abc import Sequence

from summarizer.language.casualties.finding import CasualtyMention
from summarizer.schemas.record import Sentence

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({"the", "of", "and", "to", "in", "a"})
_ENGLISH_SHARE = 0.1
_OTHER_KINDS = re.compile(
    r"""\b(?:
        earthquakes? | quakes? | tremors? | aftershocks? | tsunamis? | volcan\w* | erupt\w*
        | flood\w* | mudslides? | landslides? | avalanches? | hurricanes? | cyclones? | typhoons? | tornado\w* | storms?
        | blazes? | wildfires? | fires?\s(?:broke|swept|engulfed|gutted|tore) | caught\sfire | droughts? | heat\s?waves?
        | famines? | epidemics? | pandemics? | outbreaks? | cholera | virus\w* | poison\w*
        | accidents? | accidental\w* | crash\w* | collid\w* | collisions? | derail\w* | overturn\w* | capsiz\w*
        | sank | sunk | sinking | shipwrecks? | stampedes? | collaps\w* | gas\sleaks? | drown\w* | disasters?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


_FROM_AFAR = re.compile(
    r"""\b(?:air\s?strikes? | air\s?raids? | drones? | missiles? | shelled | shelling | artillery | bombard\w*
        | protesters? | protestors? | demonstrators? | rioters?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FIGHTS = re.compile(
    r"\b(?:clash\w* | battles? | firefights? | gunfights? | crossfire | riot\w*)\b", re.IGNORECASE | re.VERBOSE
)
_MANY = 10


def tells_of_fighting(sentences: Sequence[Sentence], mentions: Sequence[CasualtyMention]) -> bool:
    """Whether sentences with these casualty phrases tell of war from afar or unrest, or of a fight that cost many.

    Such are no incidents in the reports that the adapter learnt from, which leave them out.
    """
    text = " ".join(sentence.text for sentence in sentences)
    if not mentions:
        return False
    many = any((mention.count.low or 0) >= _MANY for mention in mentions)
    return bool(_FROM_AFAR.search(text)) or (many and bool(_FIGHTS.search(text)))


def may_tell_other_kinds(sentences: Sequence[Sentence]) -> bool:
    """Whether sentences have a word for accidents, disasters or diseases; true for what is not English, too."""
    text = " ".join(sentence.text for sentence in sentences)
    return bool(_OTHER_KINDS.search(text)) or not _is_english(text)


def _is_english(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    return sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
