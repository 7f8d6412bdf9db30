"""The day of publication of a page: which of the many dates on it counts, and which never does."""

import json

import pytest

from summarizer.articles.pages import extract_html
from summarizer.articles.reading import article_from_text

TITLE = "Bomb kills 12 at the gate of Kabul airport"
PROSE = (
    "<p>A suicide bomber killed 12 people at the gate of the airport on Monday, officials said in a long statement.</p>"
    "<p>At least 60 others were hurt in the blast, a hospital director told reporters who were in the city then.</p>"
)


def published(head: str = "", *, over: str = "", body: str = PROSE, beside: str = "", title: str = TITLE) -> str:
    page = (
        f"<html><head><title>{title}</title>{head}</head><body>{beside}<main><article><h1>{title}</h1>{over}{body}"
        "</article></main><footer>Copyright 2019, built 2026-11-20</footer></body></html>"
    )
    return str(article_from_text(**extract_html(page)._asdict()).published)


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


NEWS = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-03T10:00:00Z"}
OTHER = {"@type": "NewsArticle", "headline": "Flood in Herat", "datePublished": "2020-02-02"}


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER),
        linked({"@type": "WebPage", "datePublished": "2020-02-02"}),
        '<meta name="created" content="2014-01-02">',
    ],
)
def test_what_the_article_says_goes_before_what_may_be_another_s(head: str) -> None:
    assert published(head, over="<p>Published 3 May 2024</p>") == "2024-05-03"
    assert published(head, over="<p>Updated 3 May 2024</p>") != "2024-05-03"


@pytest.mark.parametrize(
    "head",
    [
        linked(NEWS),
        linked({"@type": "VideoObject", "datePublished": "2020-02-02"}, NEWS),
        linked({"@type": "ItemList", "itemListElement": [OTHER]}, NEWS),
        linked(OTHER, NEWS),
        f'{linked(OTHER)}<meta name="pubdate" content="2024-05-03">',
        f'{linked({**OTHER, "@type": "WebPage"})}<meta name="pubdate" content="2024-05-03">',
        f'{linked({**OTHER, "@type": "JobPosting"})}<meta name="date" content="2024-05-03">',
        linked(NEWS).replace("ld+json", "ld+json; charset=utf-8"),
        linked({**NEWS, "datePublished": None, "isPartOf": OTHER}, NEWS),
        linked({"comment": [{"@type": "Comment", "datePublished": "2024-05-09"}], **NEWS}),
        linked({"liveBlogUpdate": [{**OTHER, "headline": TITLE}], **NEWS, "@type": "LiveBlogPosting"}),
        linked({"@graph": [{"@type": "WebPage", "datePublished": "2020-02-02"}, NEWS]}),
        linked({"@type": "WebPage", "mainEntity": [{**NEWS, "@type": ["Article", "Report"]}]}),
        linked({**NEWS, "datePublished": "May 3, 2024"}),
        '<script type="application/ld+json">//<![CDATA[\n{"datePublished": "2024-05-03"}//]]></script>',
        '<script type="application/ld+json">{"datePublished": "2024-05-03",}</script>',
        '<meta name="parsely-pub-date" content="2024-05-03T10:00:00Z">',
        '<meta name="DC.date.issued" content="20240503">',
        '<meta name="sailthru.date" content="2024-05-03 10:00:00">',
        '<meta name="publishdate" content="1714730400">',
        '<meta property="article:published_time" content="1714730400000">',
        '<meta name="date" content="5/31/2024"><meta name="pubdate" content="Fri, 3 May 2024 10:00:00 GMT">',
        '<meta name="lastmod" content="2024-05-09"><meta itemprop="datePublished" content="2024-05-03">',
    ],
)
def test_metadata(head: str) -> None:
    assert published(head) == "2024-05-03"
    assert published(head, over="<p>Updated May 9, 2024</p>") == "2024-05-03"


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER, {**OTHER, "datePublished": "2020-02-03"}),
        linked({**NEWS, "datePublished": "2999-01-01"}),
        '<script type="application/ld+json">{"datePublished": "2024-05-03", "datePublished": "2024-05-04",}</script>',
        '<meta property="article:modified_time" content="2024-05-09">',
        '<meta http-equiv="last-modified" content="Thu, 9 May 2024 10:00:00 GMT">',
        '<meta itemprop="copyrightYear" content="2019">',
        '<meta name="date" content="03/04/2024">',
        '<meta name="publishdate" content="2412010500">',
        '<meta property="og:image" content="https://x.org/2019/11/12/a.jpg">',
    ],
)
def test_metadata_that_tells_no_day_of_publication(head: str) -> None:
    assert published(head) == "None"
    assert published(head, over='<time datetime="2024-05-03T10:00">3 May</time>') == "2024-05-03"


@pytest.mark.parametrize(
    "over",
    [
        '<div class="x"><span>Posted: </span><span>3 May 2024</span></div>',
        '<time class="updated" datetime="2024-05-09">9 May</time> <time datetime="2024-05-03">3 May</time>',
        '<span>Updated</span> <time datetime="2024-05-09">9 May</time><b>Posted</b> <time datetime="2024-05-03"/>',
        '<time itemprop="dateModified" datetime="2024-05-09">9 May</time><time datetime="2024-05-03">3 May</time>',
        '<aside><time datetime="2020-02-02">2 Feb</time></aside><span class="date">03.05.2024, 10:15 Uhr</span>',
        "<p>By Ann Lee</p><p>2024-05-03T10:15:00+00:00</p>",
        "<div>Submitted by alee on Fri, May 3, 2024 - 10:15</div>",
        '<div>Kabul, 4 March 2015</div><time datetime="2024-05-03">3 May</time>',
        '<div>21 April 2024</div><div>A first blast.</div><div class="date">3 May 2024</div>',
    ],
)
def test_the_lines_between_headline_and_prose(over: str) -> None:
    assert published(over=over) == "2024-05-03"


@pytest.mark.parametrize(
    ("over", "after", "beside"),
    [
        ("", "", '<div class="clock">Friday, May 3, 2024</div>'),
        ("", "", '<ul class="most-read"><li><a href="/a">Flood</a> <time datetime="2024-05-03">3 May</time></li></ul>'),
        ("", '<p>The worst since <time datetime="2024-05-03">3 May</time>, when six people died, they said.</p>', ""),
        ("", '<p class="info">The gate was opened on May 3, 2024, they said.</p><p>So the law of 2024-05-03.</p>', ""),
        ("", '<div class="timeline"><p>May 3, 2024: a blast</p></div><small>2024-05-03</small>', ""),
        ("", '<div class="replies"><span class="date">3 May 2024</span> So sad.</div>', ""),
        ('<h2><a href="/a">Flood kills six in Herat</a></h2><time datetime="2024-05-03">3 May</time>', "", ""),
        ('<span class="date">03-04-2024</span>', "", ""),
        ('<span class="date">May 2024</span>', "", ""),
        ('<time datetime="2999-01-01">soon</time>', "", ""),
    ],
)
def test_other_dates_on_a_page_are_not_its_own(over: str, after: str, beside: str) -> None:
    assert published(over=over, body=PROSE + after, beside=beside) == "None"
    assert published(title="Widow remembers May 3, 2024, in a speech") == "None"


def test_of_microdata_the_item_with_the_text_counts() -> None:
    item = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="{}">{}</div>'
    )
    assert published(beside=item.format("2020-02-02", "Flood"), body=item.format("2024-05-03", PROSE)) == "2024-05-03"
    assert (
        published(body=f'{PROSE}<abbr class="published" title="2024-05-03T10:00:00-08:00">10:00</abbr>') == "2024-05-03"
    )


@pytest.mark.parametrize(
    ("moment", "address", "day"),
    [
        ("2024-05-04T02:30:00Z", "2024/05/03", "2024-05-03"),
        ("2024-05-04T02:30:00+00:00", "2024/05/03", "2024-05-03"),
        ("2024-05-02T22:30:00Z", "2024/05/03", "2024-05-03"),
        ("2024-05-03T22:30:00-05:00", "2024/05/04", "2024-05-03"),
        ("2024-05-03T10:30:00Z", "2024/05/04", "2024-05-03"),
        ("2024-05-03T10:30:00Z", "2001/09/11", "2024-05-03"),
        ("", "2024/05/03", "2024-05-03"),
    ],
)
def test_a_day_in_utc_gives_way_to_the_addresss_beside_it(moment: str, address: str, day: str) -> None:
    head = f'<meta property="article:published_time" content="{moment}"><link rel="canonical" href="https://x.org/{address}/a">'
    assert published(head) == day


def test_a_page_without_a_headline_or_frame_is_read() -> None:
    page = f"<html><body>{PROSE}</body></html>"
    assert extract_html(page).published is None
    page = f"<html><head><title>{TITLE}</title></head><body><h2>{TITLE}</h2><i>3 May 2024</i>{PROSE}</body></html>"
    assert str(extract_html(page).published) == "2024-05-03"


@pytest.mark.parametrize(
    "line",
    [
        '<p><strong>READ MORE: <a href="/a">Ten soldiers killed in Baghlan</a></strong></p>',
        '<p><a href="/a">Related: Ten soldiers killed in Baghlan</a></p>',
        '<div><em>Lea también: <a href="/a">Ten soldiers killed in Baghlan</a></em></div>',
    ],
)
def test_a_line_that_leads_to_another_article_is_left_out(line: str) -> None:
    page = f"<html><body><article><h1>{TITLE}</h1>{PROSE}{line}{PROSE.replace('60', '70')}</article></body></html>"
    assert "Baghlan" not in extract_html(page).text
    told = page.replace(
        line, '<p>Read more of it in <a href="/a">the report</a>, which told of ten dead in Baghlan.</p>'
    )
    assert "ten dead in Baghlan" in extract_html(told).text
