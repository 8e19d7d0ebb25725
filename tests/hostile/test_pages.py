"""What is made for browsers and spreadsheets runs nothing of what a text says, whatever it says."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest

EVIL = (
    "</title></blockquote></style><script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover='alert(1)' "
    "<!-- --><![CDATA[ ]]> &lt;b&gt; &#60; {{7*7}} \0 \x1b[31m javascript:alert(1)"
)
FORMULAS = ("=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠1", "  @1")
STARTS = tuple("=+-@＝＋－＠\t\r\n")
"""What a spreadsheet may take a cell for a formula by, behind blanks too."""
ALLOWED = {"html", "head", "meta", "title", "style", "body", "header", "main", "section", "aside", "article", "div"} | {
    *("h1", "h2", "p", "blockquote", "ul", "li", "small", "mark", "bdi", "a", "span", "table", "tr", "th", "td", "dl", "dt", "dd")
}


class _Page(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        assert all("javascript:" not in (value or "") for name, value in attrs if name in ("href", "src"))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def stored(command, place):
    """An archive of one dispatch that says such things everywhere."""
    row = {"id": EVIL.replace("\0", "").replace("\x1b", ""), "text": f"Des otages {EVIL}.", "title": EVIL.replace("\0", "")}
    row |= {"source": row["title"], "url": "javascript:alert(1)", "date": "2018-07-31"}
    (place / "a.jsonl").write_text(json.dumps(row))
    assert command("index", "a.jsonl").code == 0
    return row


def test_pages_hold_no_tag_and_no_attribute_of_a_text(command, stored):
    found = command("search", "otages", "--html", "--explain")
    shown = command("show", "--html", "--", stored["id"])
    question = command("search", f"otages OR ({EVIL.replace(chr(0), '')})", "--html")
    for ended in (found, shown, question):
        assert ended.code == 0
        page = _Page(ended.out)
        assert page.tags <= ALLOWED
        assert not {name for _, name in page.attributes if name.startswith("on") or name in ("src", "style")}
        assert "<script" not in ended.out
        assert "alert(1)" in "".join(page.text)
        assert not set(ended.out) & {"\0", "\x1b"}


def test_no_cell_of_csv_begins_as_a_formula(command, place):
    stored = [
        {"id": f"{formula.strip()} {n}", "text": f"{formula} Des otages {n}.", "title": f"{formula} t", "source": f"{formula} s"}
        for n, formula in enumerate(FORMULAS)
    ]
    (place / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in stored))
    assert command("index", "a.jsonl", "--strict").code == 0
    ended = command("search", "otages", "--csv", "--all", "-n", "100")
    columns, *lines = csv.reader(io.StringIO(ended.out, newline=""))
    assert not [cell for cells in lines for cell in cells if cell.lstrip(" ").startswith(STARTS)]
    told = [dict(zip(columns, cells, strict=True)) for cells in lines]
    given = {row["dispatch"].lstrip("'"): row["title"].lstrip("'") for row in told}
    assert given == {row["id"]: row["title"] for row in stored}


def test_a_run_has_six_words_a_line_whatever_ids_hold(command, place):
    ids = ["a b", "a\u00a0b", "a%20b", "é", "#", "Q0", "\u3000x"]
    (place / "a.jsonl").write_text("".join(json.dumps({"id": id_, "text": f"Des otages {n}."}) + "\n" for n, id_ in enumerate(ids)))
    assert command("index", "a.jsonl").code == 0
    lines = command("search", "otages", "--format", "trec").out.split("\n")[:-1]
    assert [len(line.split()) for line in lines] == [6] * len(ids)
    assert len({line.split()[2] for line in lines}) == len(ids)
