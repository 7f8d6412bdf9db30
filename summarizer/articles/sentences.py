"""Numbering: the prose of an article to sentences with offsets into its untouched text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from sentencex import segment  # type: ignore[import-untyped]

from summarizer.articles.formats import FORMATS
from summarizer.articles.mastheads import LINE_END, LINE_ENDS, is_wrapped
from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.recognising import recognise
from summarizer.schemas.record import Sentence
from summarizer.values import Article

_UNRECOGNISED = "en"
LENGTH_LIMIT = 1_500
WINDOW = 10_000

PARAGRAPH_BREAK = re.compile(rf"(?>{LINE_END}[^\S{LINE_ENDS}]*+{LINE_END}|\u2029)\s*+")
LINE_BREAK = re.compile(rf"{LINE_END}\s*+")
LINE = re.compile(rf"[^{LINE_ENDS}]*+{LINE_END}|[^{LINE_ENDS}]++\Z")
MARKS = re.compile(r"(?:[ \t]*+(?:(?:#{1,6}|[-*+])(?=\s|\Z)|>))*+\s*+")
HEADING = re.compile(r"[ \t>]*+#{1,6}(?=\s|\Z)")
ITEM = re.compile(r"[ \t>]*+[-*+](?=\s|\Z)")
QUOTE = re.compile(r"[ \t]*+>")
RULE = re.compile(r"[ \t>]*+(?:(?:[=*_-][ \t]*+){2,}+)?+\s*+\Z")
STOP = re.compile(r"[.!?;]\S{0,2}(?=\s)")
SPACE = re.compile(r"\s*+")
SHORTENED = re.compile(
    r"(?<!\w)(?:Addl|Addtl|Ald|Alh|Amb|Apt|Approx|approx|Atty|Barr|Brgy|Cdr|Cllr|Comr|Const|Cst|Dep|Dg|Dy|Engr|Flt|Ft|Hav|incl|Insp|Jct|Lt\.-Col|Lt\.-Gen"
    r"|Govt|Maj\.-Gen|Md|Mmes|Mohd|Muh|Muhd|Ofc|Pte|Smt|Spc|Sqn|SSgt|Ste|Wg)\.\s*+\Z"
    r"|, (?:A?CP|[AC]?SP|DCP|DSP)\.\s*+\Z"
)
"""Ends in an abbreviation that sentencex 1.0 takes for the end of a sentence."""
SHORT_DAY = re.compile(r"(?<!\w)(?:Mon|Tues?|Weds?|Thu|Thurs?|Fri|Sat|Sun)\.\s*+\Z")
AFTER_SHORT_DAY = re.compile(r"[0-9]{1,2}(?:[/,:]|\s[A-Z])")
"""A weekday before its day, "Tues. 3/3"; sentencex takes it for the end of a sentence."""
INITIALS = frozenset({"es", "fr", "it", "pl", "pt"})
"""The languages in which sentencex 1.0 takes an initial for the end of a sentence."""
ABROAD = {
    language: re.compile(
        rf"(?<![\w.])(?<!\d\s)(?:{'[A-ZÀ-ÞŁŚŻ]|' if language in INITIALS else ''}(?i:{words}))\.\s*+\Z"
    )
    for language, words in (
        ("ar", r"أ\.د|د"),
        ("bn", "ডা|ড|মো"),
        ("de", r"abg|abs|dipl\.-ing|geb|hptm|verh"),
        ("es", "cmte|cnel|col|ctra|dña|edo|mons|nro|pbro|pdta|pdte|pje|profa|sgto|tte|urb"),
        ("fr", r"[a-z]\.-[a-z]|adj|bd|(?-i:Col)|cdt|cie|cne|dr|gal|gén|lt|maj|me|mgr|mlle|mm|mme|n[o°]|pr|sgt|ste?"),
        ("hi", "डॉ|प्रो|पं|मो|श्री"),
        ("id", "bripka|brigjen|gg|hj|ipda|iptu|ir|irjen|jln?|kab|kec|kel|kombes|kompol"),
        ("it", r"dott\.ssa|fraz|magg|n|on|p\.z?za|ss|ten"),
        ("nl", "ds|mevr|mw"),
        ("pl", "abp|al|asp|bp|dr|gen|godz|insp|kom|kpt|ks|mec|mł|nadkom|nr|ok|os|pl|por|p?płk|prok|red|sierż|st|św|ur"),
        ("pt", "arq|av|cap|cb|cel|cond|dep|des|estr|jd|min|n[º°]?|pça|pe|profa|rod|sd|ten"),
        ("ru", "ген|корп|обл|ок|пос"),
        ("vi", "bs|gs|pgs|ths|tp|ts"),
        ("tr", "alb|apt|av|cad|doç|kur|mah|org|sk|sn|sok|yzb"),
    )
}
"""Likewise in other languages, of titles and addresses: a name or a number follows, mostly of the same sentence.

Not after a number, which makes units of "min." and "os.", and none that a sentence may end in: "le col.", "полк."."""
INITIAL = re.compile(r"(?<![^\W\d_])[A-Z]\.\Z")
AFTER_INITIAL = re.compile(r"[A-Z]\.")
"""Within letters that stand for words: D-N.Y."""
WHOLE_WORD = re.compile(r"(?<!\S)(?:ill|me|miss|no|May|(?<=\bon )X)\.[\"'”’)]?+\s++(?=[\"'“‘(]?+[A-Z][a-z]*+(?![\w-]))")
"""Ends in a word that sentencex 1.0 takes for an abbreviation, whatever its case: Ill., Me., Miss., No., May. Or X."""
CLOCK = re.compile(r"\d\s?[ap]\.m\.\s*+\Z", re.IGNORECASE)
AFTER_CLOCK = re.compile(
    rf"(?:(?:on )?(?:{'|'.join(WEEKDAYS).title()})\b(?!['’]|\s(?:was|were|is|had|has)\b)"
    rf"|(?:{'|'.join(MONTHS).title()}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.) \d"
    r"|(?:GMT|UTC|[ECMP][SD]?T|AK[SD]T|HST|BST|CES?T|EES?T|IST|MSK|PKT|WIB|JST|KST|SGT|EAT|WAT|CAT|AES?T)\b"
    r"|[A-Z][a-z]+ (?:local |standard |summer )?time\b)"
)
"""What goes on after a time of day: a weekday, a month, or a time zone."""
FEW = re.compile(r"(?<!\w)(?:\d{1,4}|[^\W\d_]{1,5})\.\s*+\Z")
"""Ends in a stop after a number or a few letters, which may be an abbreviation in some language."""
ORDINAL = re.compile(r"\b(?:[0-9]{1,2}|(?i:der|die|das|dem|den|des|im|am|vom|zum|zur|beim)\s[0-9]{1,3})\.\s*+\Z")
AFTER_DAY = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
"""A German day before its month, "Am Donnerstag, 12. März, kamen", and an ordinal after its article: "im 2. Stock"."""
IN_BRACKETS = re.compile(r"\((?=[\"“‘]?[A-Z])[^()]{10,600}[.!?][\"”’]?\)\s++(?=[\"“‘(]?[A-Z])")
"""A whole sentence in brackets, which sentencex 1.0 joins with the next."""
GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
"""Within Hebrew letters that stand for words, where sentencex takes it for an opening quotation mark."""
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
BULLET = re.compile(r"(?:(?:[•●▪■◦★➤►▶✓✔]|\(?[0-9]{1,2}\))(?:\s++|\Z))++")
"""Opens an item, which sentencex 1.0 takes for a single sentence."""

Span = tuple[int, int]


def number_sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article's prose in order, numbered from 1.

    Each is a stripped slice of the text, none is empty and none overlap; together they hold all of the prose but white
    space. A sentence ends at the end of its paragraph, which is a blank line or, in text that is not wrapped by hand,
    the line's end; other line ends stay in it. One of more than 1,500
    characters is split, after a stop or else at white space. In Markdown, and in text extracted from HTML, the marks
    of headings, list items and quotations at the start of a line are no part of a sentence, and a heading or item is
    its own paragraph. Abbreviations are those of the language that the prose begins in, English where none is known.
    """
    text = article.text
    language = recognise(text[article.body_spans[0][0] :][:WINDOW]) or _UNRECOGNISED
    found = FORMATS.get(PurePath(article.path or "").suffix.lower())
    marked = found is not None and found.marked
    lines = not marked and not is_wrapped(text, article.body_spans[0][0])
    spans = (
        part
        for body in article.body_spans
        for block in _split_blocks(text, body, marked=marked, lines=lines)
        for sentence in _split_sentences(text, block, language)
        for part in _split_long(text, _trim(text, sentence, marked=marked))
    )
    return number_spans(text, spans, article.page_starts)


def number_spans(text: str, spans: Iterable[Span], page_starts: Sequence[int]) -> tuple[Sentence, ...]:
    """The sentences that stand at these places of a text, numbered from 1."""
    return tuple(
        Sentence(number=number, start=start, end=end, text=text[start:end], page=page_at(page_starts, start))
        for number, (start, end) in enumerate(spans, 1)
    )


def page_at(page_starts: Sequence[int], position: int) -> int | None:
    """The number of the page, from 1, that a code point stands on; None where the file has no pages."""
    return bisect_right(page_starts, position) or None


def _split_blocks(text: str, body: Span, *, marked: bool, lines: bool) -> Iterator[Span]:
    """Yield the paragraphs of one body span; in marked text each heading, list item and quotation apart."""
    start, stop = body
    for found in (LINE_BREAK if lines else PARAGRAPH_BREAK).finditer(text, start, stop):
        yield from _split_marked(text, (start, found.start())) if marked else [(start, found.start())]
        start = found.end()
    yield from _split_marked(text, (start, stop)) if marked else [(start, stop)]


def _split_marked(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the blocks of one paragraph of marked text, without the lines that are only a rule or an underline."""
    start, stop = paragraph
    opened_by = "rule"
    for line in LINE.finditer(text, start, stop):
        kind = _classify_line(line[0])
        if kind in ("heading", "item", "rule") or opened_by in ("heading", "rule") or (kind == "quote" != opened_by):
            if opened_by != "rule":
                yield start, line.start()
            start, opened_by = line.start(), kind
    if opened_by != "rule":
        yield start, stop


def _classify_line(line: str) -> str:
    kinds = {"rule": RULE, "heading": HEADING, "item": ITEM, "quote": QUOTE}
    return next((kind for kind, pattern in kinds.items() if pattern.match(line)), "text")


def _split_sentences(text: str, block: Span, language: str) -> Iterator[Span]:
    """Yield the sentences of a block; they hold all of it but white space.

    A long block is read by windows, each from the start of the last sentence of the one before: sentencex takes time
    with the square of the length of text that has no spaces or leaves quotes open.
    """
    start, stop = _skip(SPACE, text, *block), block[1]
    while stop - start > WINDOW:
        *whole, _ = _segment(text, start, start + WINDOW, language)
        whole = whole or [*_split_long(text, (start, start + WINDOW))][:-1]
        yield from whole
        start = _skip(SPACE, text, whole[-1][1], stop)
    yield from _segment(text, start, stop, language)


def _segment(text: str, start: int, stop: int, language: str) -> Iterator[Span]:
    """Yield the sentences of a range; they tile it, whatever sentencex may have left out."""
    open_at = start
    for end in _find_ends(text, start, stop, language):
        if end >= stop or not _goes_on(text[open_at:end], text[end : end + 40], language):
            yield open_at, end
            open_at = end


def _find_ends(text: str, start: int, stop: int, language: str) -> Iterator[int]:
    """Yield where pieces end: those that sentencex finds, parted where an English word of theirs is no abbreviation."""
    for opening, end in _cut(text, start, stop, language):
        if language == "en":
            whole = [found.end() for found in WHOLE_WORD.finditer(text, opening, end)]
            yield from sorted(at for at in {*whole, *_bracketed(text, opening, end)} if at < end)
        yield end


def _bracketed(text: str, opening: int, end: int) -> Iterator[int]:
    """Where whole sentences in brackets end, which open the piece or follow a sentence."""
    for found in IN_BRACKETS.finditer(text, opening, end):
        if text[opening : found.start()].rstrip()[-1:] in ("", *".!?"):
            yield found.end()


def _goes_on(piece: str, after: str, language: str) -> bool:
    """Whether a piece that sentencex ends is no whole sentence: it ends in an abbreviation, or opens a picture's mark.

    In other languages than English also where a stop follows a number or a few letters and a small letter that:
    "1. novembra", "2 tys. górników". A text that begins its sentences in small letters is left alone.
    """
    end = piece[-12:]
    if language != "en" and not piece[:1].islower() and after.lstrip()[:1].islower() and FEW.search(end):
        return True
    return bool(
        (language in ABROAD and ABROAD[language].search(end) and after.strip())
        or (piece.strip() == "!" and after.startswith("["))
        or SHORTENED.search(end)
        or (SHORT_DAY.search(end) and AFTER_SHORT_DAY.match(after.lstrip()))
        or (CLOCK.search(end) and AFTER_CLOCK.match(after.lstrip()))
        or (INITIAL.search(end) and AFTER_INITIAL.match(after))
        or (language == "de" and _is_ordinal(end, after.lstrip()))
    )


def _is_ordinal(end: str, after: str) -> bool:
    found = ORDINAL.search(end)
    return found is not None and (not found[0][:1].isdecimal() or AFTER_DAY.match(after) is not None)


def _cut(text: str, start: int, stop: int, language: str) -> Iterator[Span]:
    """Yield the pieces that sentencex finds in a range."""
    paragraph = LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text[start:stop])
    paragraph = GERSHAYIM.sub("\N{HEBREW PUNCTUATION GERSHAYIM}", paragraph)
    cursor = 0
    for piece in _list_pieces(language, paragraph):
        at = paragraph.find(piece, cursor)
        if at >= 0:
            yield start + cursor, start + at + len(piece)
            cursor = at + len(piece)
    if start + cursor < stop:
        yield start + cursor, stop


def _list_pieces(language: str, paragraph: str) -> Iterator[str]:
    """Yield the pieces that sentencex finds, those of a bulleted item by itself; the first of these has the bullet."""
    for piece in segment(language, paragraph):
        bullet = BULLET.match(piece)
        parts = segment(language, piece[bullet.end() :]) if bullet else ()
        if bullet and parts:
            yield bullet[0] + parts[0]
            yield from parts[1:]
        else:
            yield piece


def _trim(text: str, span: Span, *, marked: bool) -> Span:
    """Return a span without the white space around it and, in marked text, without the marks that open its line."""
    start, stop = span
    start = _skip(SPACE, text, start, stop)
    stop = start + len(text[start:stop].rstrip())
    if marked and _opens_line(text, start):
        start = _skip(MARKS, text, start, stop)
    return start, stop


def _skip(pattern: re.Pattern[str], text: str, start: int, stop: int) -> int:
    found = pattern.match(text, start, stop)
    return found.end() if found else start


def _opens_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t":
        start -= 1
    return not start or text[start - 1] in LINE_ENDS


def _split_long(text: str, span: Span) -> Iterator[Span]:
    """Yield a stripped span in parts of at most LENGTH_LIMIT; none if it is empty."""
    start, stop = span
    while stop - start > LENGTH_LIMIT:
        cut = _find_cut(text, start)
        yield start, cut
        start = _skip(SPACE, text, cut, stop)
    if start < stop:
        yield start, stop


def _find_cut(text: str, start: int) -> int:
    """Return where to cut overlong text: after a stop in the limit's second half, at white space, or at the limit."""
    limit = start + LENGTH_LIMIT
    stops = [found.end() for found in STOP.finditer(text, start + LENGTH_LIMIT // 2, limit)]
    head, *rest = text[start : limit + 1].rsplit(None, 1)
    return stops[-1] if stops else start + len(head) if rest else limit
