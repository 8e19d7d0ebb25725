"""``depeche show``: a dispatch with its mentions marked, in plain text, in colours, and as a page for a browser."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, DispatchDate, Kind, Mention, Precision
from depeche.cli.dispatches import Shown, parts
from depeche.cli.page import page

ID = "000_91850bdc69bfff43"
HOSTILE = "</article><script>alert(1)</script> \"'&amp;\x1b[31m\u202e\ud800 des combats à Deraa mardi"
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=8)


class Page(HTMLParser):
    """What a browser would read of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.article, self._in = [], [], "", []
        self.feed(text)
        assert self._in == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag != "meta":
            self._in.append(tag)

    def handle_endtag(self, tag):
        assert self._in.pop() == tag

    def handle_data(self, data):
        self.article += data if "article" in self._in else ""

    def all(self, tag):
        return [attributes for name, attributes in self.attributes if name == tag]


@pytest.fixture
def hostile(tmp_path):
    with depeche.create(tmp_path / "hostile") as archive:
        archive.add([Dispatch("a", HOSTILE, DispatchDate("2018-07-31", Precision.DAY), "<b>", "<i>T</i>", "javascript:x")])
    return archive.path


def test_show_prints_the_facts_with_the_place_of_the_dateline(asked):
    head = asked("show", ID).out.split("\n\n")[0].split("\n")
    assert "evidence: 31 juillet 2018 16h39" in head
    assert re.fullmatch(r"dateline: Beyrouth, .*Liban \[LB\..+\]", head[-1])
    assert "dateline" not in asked("show", "002_4865b01c7181edea").out.split("\n\n")[0]


def test_a_pipe_gets_the_text_with_its_mentions_marked_or_plain(asked, seeds):
    text = (seeds / f"{ID}.txt").read_text("utf-8")
    assert asked("show", ID, "--plain").out.split("\n\n", 1)[1] == text + "\n"
    marked = asked("show", ID).out.split("\n\n", 1)[1]
    assert "opposent [mardi|2018-07-31] les " in marked
    assert re.search(r"la province méridionale de \[Deraa\|SY-DR\]", marked)
    assert re.sub(r"\[|\|[^\[\]|]+\]", "", marked) == text + "\n"


def test_a_terminal_gets_a_colour_for_each_kind_of_mention_and_no_marks(asked, monkeypatch, seeds):
    monkeypatch.setattr("depeche.cli.dispatches.is_terminal", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = asked("show", ID).out.split("\n\n", 1)[1]
    for word, colour in {"Soueida": 32, "OSDH": 35, "mardi": 36}.items():
        assert f"\x1b[{colour}m{word}\x1b[0m" in shown
    assert re.sub(r"\x1b\[\d*m", "", shown) == (seeds / f"{ID}.txt").read_text("utf-8") + "\n"


def test_show_as_json_has_the_mentions_and_the_dateline_s_place(asked, seed_archives):
    shown = asked("show", ID, "--json").json
    assert shown["mentions"] == [one.to_dict() for one in seed_archives["tantivy"].snapshot().mentions(ID)]
    assert list(shown["mentions"][0]) == ["start", "end", "surface", "kind", "type", "id", "label", "ancestors", "level"]
    assert {one["kind"] for one in shown["mentions"]} == {"place", "actor", "date"}
    assert (shown["dateline"]["label"], shown["dateline"]["within"][-1]) == ("Beyrouth", "Liban")
    assert asked("show", "002_4865b01c7181edea", "--json").json["dateline"] is None


def test_the_page_holds_the_whole_text_and_marks_what_it_names(asked, seeds, seed_archives):
    read = Page(asked("show", ID, "--html").out)
    assert read.article == (seeds / f"{ID}.txt").read_text("utf-8")
    marks = [mark for mark in read.all("mark") if "id" in mark]
    assert len(marks) == len(seed_archives["tantivy"].snapshot().mentions(ID))
    assert {mark["class"].split()[0] for mark in marks} == {"place", "actor", "date"}
    assert any(re.fullmatch(r"Deraa \(province\) — Syrie", mark["title"]) for mark in marks)
    assert "2018-07-31 (jour)" in {mark["title"] for mark in marks}


def test_the_page_s_lists_link_to_the_first_mention_of_each(asked):
    read = Page(asked("show", ID, "--html").out)
    anchors = [mark["id"] for mark in read.all("mark") if "id" in mark]
    links = [link["href"].removeprefix("#") for link in read.all("a")]
    assert set(links) <= set(anchors)
    assert len(set(anchors)) == len(anchors)
    assert re.search(r'<a href="#m\d+"><bdi>Soueida</bdi></a> \d <small>', asked("show", ID, "--html").out)


def test_the_page_needs_nothing_else_and_runs_nothing(asked):
    shown = asked("show", ID, "--html").out
    read = Page(shown)
    assert shown.startswith("<!doctype html>")
    assert read.all("html") == [{"lang": "fr"}]
    assert {"charset": "utf-8"} in read.all("meta")
    assert "prefers-color-scheme: dark" in shown
    assert not {"script", "link", "img", "iframe", "form"} & set(read.tags)
    assert not re.search(r"https?://|url\(|@import|\son\w+=", shown)


def test_whatever_a_text_says_is_escaped(cli, hostile):
    answer = cli("-a", hostile, "show", "a", "--html")
    read = Page(answer.out)
    assert not {"script", "b", "i"} & set(read.tags)
    assert read.article.startswith("</article><script>alert(1)</script>")
    assert "&amp;[31m\u202e\ufffd des combats" in read.article
    assert all(link["href"].startswith("#m") for link in read.all("a"))
    assert not set("\x1b\ud800") & set(answer.out)
    assert not set("\x1b\u202e\ud800") & set(cli("-a", hostile, "show", "a").out)


def test_what_arabic_and_persian_copy_needs_stays_in_the_page_and_control_characters_do_not(tmp_path):
    text = "قال\u200f: می\u200cخواهم\r\nfin\x07\x85\rici"
    read = Page(page(Shown(Dispatch("a", text), [], None, {})))
    assert read.article == "قال\u200f: می\u200cخواهم\nfin\nici"


def test_the_page_says_in_french_what_is_known_and_has_the_id_beside_a_title():
    dispatch = Dispatch("fil/0007", "Deraa", DispatchDate("2018-07-31", Precision.DAY), title="À <Deraa>")
    shown = page(Shown(dispatch, [], None, {}))
    assert "<h1><bdi>À &lt;Deraa&gt;</bdi></h1>" in shown
    assert "<dt>Identifiant</dt><dd><bdi>fil/0007</bdi></dd>" in shown
    assert "<dt>Précision</dt><dd><bdi>jour</bdi></dd>" in shown


def test_an_entity_without_a_type_has_no_empty_brackets():
    found = [Mention(0, 5, "Deraa", Kind.PLACE, "", "my:1", "Deraa", ("SY",))]
    shown = page(Shown(Dispatch("a", "Deraa"), found, None, {"SY": "Syrie"}))
    assert 'title="Deraa — Syrie"' in shown
    assert "<small><bdi>Syrie</bdi></small>" in shown


def test_the_page_goes_to_a_file_as_utf_8(asked, tmp_path):
    shown = asked("show", ID, "--html").out
    answer = asked("show", ID, "--html", "--output", tmp_path / "page.html")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (tmp_path / "page.html").read_bytes() == shown.encode()
    failed = asked("show", ID, "--html", "--output", tmp_path / "missing" / "page.html")
    assert (failed.code, failed.out, failed.err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize(
    "options",
    [["--raw", "--json"], ["--html", "--plain"], ["--output", "x"], ["--json", "--output", "x"], ["--html", "--output", ""]],
)
def test_only_one_form_can_be_asked_for(asked, options):
    answer = asked("show", ID, *options)
    assert (answer.code, answer.out) == (2, "")


@given(SPANS)
def test_the_parts_of_a_text_are_all_of_it_with_mentions_that_nest(spans):
    text = "Des combats à Deraa, selon l'OSDH."
    found = [Mention(s, s + n, text[s : s + n], Kind.PLACE, "city", "x", "X") for s, n in spans]
    pieces = list(parts(text, sorted(found, key=lambda one: (one.start, -one.end))))
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == text
    open_ = []
    for piece in pieces:
        if isinstance(piece, str):
            continue
        mention, begins = piece
        if begins:
            open_.append(mention)
        else:
            assert open_.pop() == mention
    assert open_ == []


@given(st.text(st.characters()), SPANS)
def test_any_text_makes_a_page(text, spans):
    found = [Mention(s, s + n, text[s : s + n], Kind.ACTOR, "person", text, text) for s, n in spans if s + n <= len(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    Page(page(Shown(Dispatch("a", text, title=text), found, None, {}))).close()


def test_show_names_the_versions_of_a_dispatch(cli, tmp_path):
    days = {"b": "2018-11-08", "a": "2018-11-09", "c": None}
    with depeche.create(tmp_path / ".depeche") as archive:
        archive.add(
            Dispatch(
                id_, f"Dix-sept otages druzes ont été libérés.{' ' * n}", DispatchDate(day, Precision.DAY, "") if day else None
            )
            for n, (id_, day) in enumerate(days.items())
        )
        archive.add([Dispatch("alone", "Les dockers du Havre ont voté la grève.")])
    assert "versions: 3, first 2018-11-08 b, latest 2018-11-09 a" in cli("show", "c").out.split("\n\n")[0].split("\n")
    assert cli("show", "c", "--json").json["versions"] == ["b", "a", "c"]
    assert "<dt>Versions</dt><dd><bdi>3, la première 2018-11-08 b, la dernière 2018-11-09 a" in cli("show", "c", "--html").out
    assert cli("show", "alone", "--json").json["versions"] == ["alone"]
    assert "versions" not in cli("show", "alone").out
