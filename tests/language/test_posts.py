"""Live blogs, whose newest post stands first."""

import pytest

from summarizer.language.posts import number_posts


@pytest.mark.parametrize(
    ("texts", "posts"),
    [
        (["Quake: live", "18:40", "Nine died.", "15:10 GMT", "Two died."], [0, 1, 1, 2, 2]),
        (["Update 6:30 p.m.: Nine died.", "Update 1 p.m.", "Update 11.30 a.m.: Two died."], [1, 1, 2]),
        (["15:10", "Two died.", "18:40", "Nine died."], [0, 0, 0, 0]),
        (["18:40", "Nine died.", "15:10", "Two died.", "16:00", "Four died."], [0] * 6),
        (["09:40.", "Siete muertos.", "08.30 h.", "Tres muertos."], [1, 1, 2, 2]),
        (["18:40", "Nine died."], [0, 0]),
        (["18:40", "九人死亡。", "15:10", "两人死亡。"], [1, 1, 2, 2]),
        (["06:12 Two quit", "05:40 Four dead", "05:15 Man shot", "Subscribe."], [0] * 4),
        (["18:40 Two more found", "Six died.", "15:10 Four dead, 17 hurt", "Four died."], [1, 1, 2, 2]),
        (["18:40 Police came. It was dark.", "15:10 Police left."], [0, 0]),
        (["18:40 was when it burst.", "15:10 was when they left."], [0, 0]),
        ([], []),
    ],
)
def test_posts_are_numbered_from_the_newest(texts: list[str], posts: list[int]) -> None:
    assert number_posts(texts) == posts
