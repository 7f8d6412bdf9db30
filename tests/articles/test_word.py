"""DOCX: what a document shows, and what is no article."""

import sys
from pathlib import Path
from time import thread_time

import pytest
from office_files import make_docx

from summarizer.articles import word
from summarizer.articles.drafts import Draft
from summarizer.articles.headers import UnusableArticleError
from summarizer.articles.reading import read_articles
from summarizer.articles.sentences import number_sentences
from summarizer.values import Article

NEWS = "Twelve people died in Kabul, officials said."


def draft(*paragraphs: str, max_bytes: int = 10_000, **more: str) -> Draft:
    return word.extract_docx(make_docx(*paragraphs, **more), max_bytes=max_bytes, max_unpacked=1_000_000)


def refusal(data: bytes, *, max_bytes: int = 10_000, max_unpacked: int = 1_000_000) -> UnusableArticleError:
    with pytest.raises(UnusableArticleError) as caught:
        word.extract_docx(data, max_bytes=max_bytes, max_unpacked=max_unpacked)
    return caught.value


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


RAISED = "<w:vertAlign w:val='superscript'/>"
LONG = " ".join(["Ten men died."] * 20)
BOX = f"<w:drawing><w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent></w:drawing>"
OLD_BOX = f"<w:pict><w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent></w:pict>"


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (paragraph(run("Ten "), run("died", "<w:b/>"), run(" there.")), "Ten died there."),
        (paragraph(run("Ten "), f"<w:ins>{run('men ')}</w:ins>", run("died.")), "Ten men died."),
        (paragraph(run("Ten "), "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>", run("died.")), "Ten died."),
        (paragraph(run("Ten "), f"<w:moveFrom>{run('never ')}</w:moveFrom>", run("died.")), "Ten died."),
        (paragraph(run("Ten "), f"<w:moveTo>{run('men ')}</w:moveTo>", run("died.")), "Ten men died."),
        (paragraph(run("Ten "), run("evil ", "<w:vanish/>"), run("died.")), "Ten died."),
        (paragraph(run("Ten "), run("men ", "<w:vanish w:val='0'/>"), run("died.")), "Ten men died."),
        (paragraph(run("See "), f"<w:hyperlink>{run('the report')}</w:hyperlink>", run(".")), "See the report."),
        (paragraph(run("A man"), "<w:r><w:tab/><w:t>of 48</w:t><w:br/><w:t>died.</w:t></w:r>"), "A man of 48 died."),
        (paragraph(run("One."), "<w:r><w:br/><w:br/></w:r>", run("Two.")), "One.\n\nTwo."),
        (paragraph(run("Blast"), "<w:r><w:br/></w:r>", run("Ten died.")), "Blast\n\nTen died."),
        (paragraph() + paragraph(run(" ")), ""),
        (paragraph(run("Ten"), run("1", RAISED), run(" died, "), run("2", RAISED)), "Ten died,"),
        (paragraph(run("5 km"), run("2", RAISED), run(" burned.")), "5 km2 burned."),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Ten ')}</w:p>{paragraph(run('died.'))}", "Ten died."),
        (paragraph(f"<w:r><w:ruby><w:rt>{run('ten')}</w:rt><w:rubyBase>{run('10')}</w:rubyBase></w:ruby></w:r>"), "10"),
        (f"<w:sdt><w:sdtContent>{paragraph(run('In a field.'))}</w:sdtContent></w:sdt>", "In a field."),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('killed'))}</w:tc><w:tc>{paragraph(run('12'))}</w:tc></w:tr></w:tbl>",
            "killed | 12",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('Blast'))}{paragraph(run('Ten died.'))}</w:tc></w:tr></w:tbl>",
            "Blast\n\nTen died.",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('Ten.'))}</w:tc><w:tc>{paragraph(run(LONG))}</w:tc></w:tr></w:tbl>",
            f"Ten.\n\n{LONG}",
        ),
        (
            paragraph(
                run("Before it."),
                "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>",
                f"{BOX}</mc:Choice><mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent></w:r>",
            ),
            "Before it.\n\nIn a box.",
        ),
    ],
)
def test_what_a_document_shows(xml: str, shown: str) -> None:
    assert draft(NEWS, xml=xml).text == f"{NEWS}\n\n{shown}".rstrip()


def test_an_article_with_its_headline(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make_docx("Twelve killed in Kabul", "By Ann Lee, 26 August 2021", NEWS))
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert (article.title, str(article.published)) == ("Twelve killed in Kabul", "2021-08-26")
    sentences = number_sentences(article)
    assert [item.text for item in sentences] == ["Twelve killed in Kabul", NEWS]
    assert {item.page for item in sentences} == {None}


@pytest.mark.parametrize(("told", "title"), [("Twelve killed", "Twelve killed"), ("Template", None), ("", None)])
def test_a_title_counts_only_where_the_text_opens_with_it(told: str, title: str | None) -> None:
    assert draft("Twelve killed in Kabul", NEWS, title=told).title == title


def test_the_day_a_file_was_made_is_no_day_of_publication() -> None:
    assert draft(NEWS).published is None


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable", "protected by a password, or an old .doc"),
        (b"Twelve died.", "malformed", "this is no DOCX document"),
        (make_docx(), "empty", "holds no text"),
        (make_docx(NEWS * 300), "too_large", "its text is larger than 10,000 bytes"),
    ],
)
def test_what_is_no_article(data: bytes, code: str, words: str) -> None:
    refused = refusal(data)
    assert refused.failure_code == code
    assert words in refused.reason


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    assert refusal(make_docx(NEWS), max_unpacked=1000).failure_code == "too_large"


def test_paragraphs_within_one_another_take_no_minutes() -> None:
    data = make_docx(NEWS, xml=f"{'<w:p>' * 200}{run('Died. ') * 8_000}{'</w:p>' * 200}")
    begun = thread_time()
    found = word.extract_docx(data, max_bytes=100_000, max_unpacked=2_000_000)
    assert thread_time() - begun < 2
    assert found.text.count("Died.") == 8_000


def test_a_broken_document_says_so() -> None:
    broken = make_docx(NEWS).replace(b"word/document.xml", b"word/documenu.xml")
    refused = refusal(broken)
    assert refused.failure_code == "malformed"
    assert "the document is broken (" in refused.reason


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    refused = refusal(b"")
    assert refused.failure_code == "unsupported"
    assert "pip install 'incident-summarizer[docx]'" in refused.reason
