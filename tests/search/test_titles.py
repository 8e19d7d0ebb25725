"""What is asked of titles: words, phrases, patterns and what joins them; nothing of it is highlighted in the text."""

import pytest


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("title:grève", {"greve"}),
        ("titre:grèves", {"greve"}),
        ("title:=grèves", set()),
        ('title:"otage libéré"', {"otage"}),
        ('title:"libéré otage"', set()),
        ('title:"libéré otage"~1', {"otage"}),
        ("title:dégag*", {"greve2"}),
        ("title:negoci*", set()),
        ("title:dokcers~1", {"greve"}),
        ("title:(grève OR otage)", {"greve", "otage"}),
        ("title:(grève AND otage)", set()),
        ("title:(dockers -grève)", set()),
        ("title:ministre", set()),
        ("NOT title:grève", {"seisme", "greve2", "otage", "otages", "torture"}),
        ("title:otage ministre", {"otage"}),
        ("title:otage OR title:grève", {"otage", "greve"}),
        ('title:"grève dockers Havre au"~99', {"greve"}),
    ],
)
def test_the_title_must_match(asked, question, expected):
    assert asked(question) == expected


def test_words_asked_of_the_title_are_not_highlighted_in_the_text(lit):
    assert lit("title:dockers direction") == [("direction", "exact")]


def test_a_title_that_answers_better_scores_more(desk):
    assert desk.search("title:grève").passages[0].score > 0


def test_a_pattern_of_no_title_is_noted(desk):
    assert desk.search("title:negoci*").notes == ("no word of the archive is of the form negoci*",)
