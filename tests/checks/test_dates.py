from datetime import date

import pytest
from fakes import wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import check_answer, read_article, resolve_answer
from summarizer.schemas.wire import IncidentAnswer


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("Updated: 01/26/2015 10:24 PM\n\nPolice shot a man on Friday, officials said.", date(2015, 1, 26)),
        ("KABUL, Jan. 26, 2015 (AP) -- Police shot a man on Friday, officials said.", date(2015, 1, 26)),
        ("Police shot a man on Friday, officials said.", None),
    ],
)
def test_the_day_that_the_text_tells_is_kept_beside_the_one_given(text: str, posted: date | None) -> None:
    article = article_from_text(text, published=date(2017, 1, 29))
    assert (article.published, article.posted) == (date(2017, 1, 29), posted)
    wire = wire_incident(date={"text": "Friday", "cite": [1]})
    facts = read_article(article)
    answer = IncidentAnswer(gist=[], incidents=[wire])
    resolved = resolve_answer(answer.incidents, article, facts)
    told = check_answer(answer, resolved.incidents, article, facts)
    found = [one.message for one in told if one.field == "article.published"]
    said = f"The article's own day is {posted}; 'Friday' was counted from the publication date 2017-01-29."
    assert found == [said] * bool(posted)
