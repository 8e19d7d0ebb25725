"""An answer as HTML: all escaped, nothing fetched, the words marked by level, facets beside."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche.core.html import fragment, page
from depeche.core.markup import text
from depeche.core.model import Level
from depeche.core.results import Highlight, Hit, Totals

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "header", "main", "section", "aside", "article", "blockquote"),
    *("h1", "h2", "p", "small", "bdi", "mark", "ul", "li", "table", "tr", "th", "td"),
}
ATTRIBUTES = {"class", "lang", "dir", "id", "title", "charset", "name", "content"}


class Page(HTMLParser):
    """What a browser would read: elements with their attributes, and the text in each kind of element."""

    def __init__(self, markup):
        super().__init__()
        self.elements, self.texts, self._in = [], {}, []
        self.feed(markup)
        self.close()
        assert self._in == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self._in.append(tag)

    def handle_endtag(self, tag):
        assert self._in.pop() == tag

    def handle_data(self, data):
        for tag in set(self._in):
            self.texts[tag] = self.texts.get(tag, "") + data


def seen(value):
    """Return the text as a page has it: without controls and surrogates, line ends as one."""
    plain = re.sub(r"\r\n?", "\n", value)
    return re.sub("[\ud800-\udfff]", "\ufffd", re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", plain))


def answer(value):
    """Return an answer that has the string everywhere."""
    hit = Hit(1, 1.0, value, value, value, value, value, 0, len(value), value, (Highlight(0, 1, value[:1], value, Level.STEM),))
    count = depeche.FacetCount(value, value, Totals(1, 1), depeche.Kind.ACTOR, value)
    return depeche.Results(value, Totals(1, 1), (hit,), {"actor": (count,)}, notes=(value,))


@given(st.text(st.characters(), min_size=1))
def test_whatever_a_text_says_is_text_of_the_page(value):
    for markup in (page(answer(value)), fragment(answer(value))):
        read = Page(markup)
        assert {tag for tag, _ in read.elements} <= TAGS
        assert {name for _, attributes in read.elements for name in attributes} <= ATTRIBUTES
        assert read.texts.get("blockquote", "") == seen(value)
        markup.encode("utf-8")


@given(st.text(st.characters()))
def test_an_escaped_text_ends_no_element_and_no_attribute(value):
    assert not set(text(value)) & set("<>\"'")


def test_a_page_runs_nothing_and_fetches_nothing(whole_answer):
    for markup in (page(whole_answer), fragment(whole_answer)):
        assert not re.search(r"<script|<img|<link|<iframe|href=|src=|url\(|@import|\bon\w+=|http", markup)
        assert "prefers-color-scheme: dark" in markup


def test_a_fragment_is_no_page_and_its_style_is_its_own(whole_answer):
    markup = fragment(whole_answer)
    assert markup.startswith('<div class="depeche">')
    assert not re.search(r"<html|<body|<head>", markup)
    rules = re.sub(r"@media[^{]*\{(.*?\})\s*\}", r"\1", re.search(r"<style>(.*?)</style>", markup, re.DOTALL)[1], flags=re.DOTALL)
    for selectors in re.findall(r"(?:^|\})\s*([^{}]+?)\s*\{", rules):
        assert all(selector.strip().startswith(".depeche") for selector in selectors.split(",")), selectors


def test_the_words_are_marked_by_level_and_say_why(whole_answer):
    marks = [attributes for tag, attributes in Page(page(whole_answer)).elements if tag == "mark" and "title" in attributes]
    assert [mark["class"] for mark in marks] == ["stem", "spelling", "alias"]
    assert marks[1]["title"] == 'autre graphie (Daraa", .90)'
    assert marks[2]["title"] == "autre nom (Daraa : Deraa)"


def test_words_of_a_title_are_marked_by_level(whole_answer):
    first, _ = whole_answer.passages
    titled = replace(first, highlights=(), title_highlights=(Highlight(1, 6, "Titre", "titres", Level.STEM),))
    read = Page(page(replace(whole_answer, passages=(titled,), groups=())))
    assert [attributes["class"] for tag, attributes in read.elements if tag == "mark"] == ["stem", "stem"]
    assert read.texts["mark"] == "autre formeTitre"
    assert "-Titre <script>" in read.texts["h2"]


@pytest.mark.parametrize(
    "told",
    [
        "at least 3 passages in 2 dispatches",
        "did you mean: combat (12), combats (3)",
        "+3 similar: first 2018-07-30 AFP c2; latest 2018-08-01 AFP c3",
        "score: combat 10, lead 2.5",
        "Deraa <i> [province in Syrie]",
        "3 in 2",
        "<note>",
        "-Titre <script>",
    ],
)
def test_a_page_tells_what_is_known(whole_answer, told):
    read = Page(page(whole_answer))
    assert told in read.texts["body"]


def test_facets_stand_in_an_aside_and_what_was_searched_in_a_table(whole_answer):
    read = Page(page(whole_answer))
    assert "Lieux" in read.texts["aside"]
    assert "Sources" in read.texts["aside"]
    assert "deraa" in read.texts["table"]
    assert ("li", {"class": "selected"}) in read.elements


def test_text_of_any_direction_keeps_to_itself(whole_answer):
    read = Page(page(whole_answer))
    assert all(attributes.get("dir") == "auto" for tag, attributes in read.elements if tag == "blockquote")
    assert "\u202e" in read.texts["blockquote"]


def test_an_answer_without_passages_is_a_page_too(whole_answer):
    bare = replace(whole_answer, passages=(), groups=(), facets={}, total=Totals(0, 0))
    assert "nothing found" in Page(page(bare)).texts["body"]
