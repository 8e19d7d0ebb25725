"""Facets on the command line: their options, how they are printed, and their JSON."""

import json
import re

import pytest

import depeche
from depeche.cli.formats import Output

LINES = [
    {"id": "a", "date": "2018-07-31", "source": "AFP", "text": "Des combats ont éclaté à Deraa, selon l'OSDH."},
    {"id": "b", "date": "2018-05-02", "source": "RFI", "text": "Des combats opposent l'EI aux rebelles à Idleb."},
    {"id": "c", "date": "2018-05-02", "source": "RFI", "text": "Des combats se poursuivent en Syrie."},
    {"id": "d", "text": "Des combats dans la ville de Homs et dans la province de Homs."},
]


@pytest.fixture
def search(cli, tmp_path):
    """Run a search of four dispatches."""
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    cli("index", "d.jsonl")
    return lambda *arguments: cli("search", *arguments)


def found(answer):
    return {hit["dispatch"] for hit in answer.json["passages"]}


def printed(answer):
    """Return the rows of facets below an answer: name, counts, mark, label."""
    head, _, facets = answer.out.rstrip("\n").rpartition("\n\n")
    assert re.search("passages? in", head)
    return [re.fullmatch(r"(\w*) +(\d+(?: in \d+)?)  (\*?) +(.+)", line).groups() for line in facets.split("\n")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--place", "درعا"], "a"),
        (["--place", "Daraa"], "a"),
        (["--place=Syria"], "abcd"),
        (["--place", "Deraa", "--place", "Idlib"], "ab"),
        (["--country", "Syria", "--source", "rfi"], "bc"),
        (["--actor", "Daech"], "b"),
        (["--type", "NGO"], "a"),
        (["--month", "2018-05", "--month", "2018-07"], "abc"),
        (["--place", "Deraa", "--month", "2018-05"], ""),
    ],
)
def test_each_facet_has_an_option_that_narrows_the_answer(search, options, expected):
    answer = search("combats", "--json", *options)
    assert found(answer) == set(expected)
    assert answer.code == (0 if expected else 1)


def test_with_a_selection_a_question_may_be_left_out(search):
    assert found(search("--json", "--source", "RFI")) == {"b", "c"}
    assert search("--json").code == 2
    assert "Missing argument" in search().err


def test_what_is_no_month_cannot_be_understood(search):
    answer = search("combats", "--month", "mai")
    assert (answer.code, answer.out, answer.err) == (2, "", "depeche: 'mai' is no month: write 2018-07\n")


def test_a_value_that_the_archive_does_not_hold_is_noted(search):
    answer = search("combats", "--actor", "Zyqx")
    assert (answer.code, answer.err) == (1, "note: no actor “Zyqx” in this archive\n")
    assert answer.out.startswith("nothing found\n\nactor ")


def test_all_six_facets_are_printed_in_columns_with_what_is_selected_marked(search):
    rows = printed(search("combats", "--place", "Deraa", "--source", "AFP", "--facet-limit", "2"))
    assert [name for name, *_ in rows if name] == ["place", "actor", "type", "country", "source", "month"]
    assert {label.split(" [")[0] for *_, mark, label in rows if mark} == {"Deraa", "AFP"}
    lines = search("combats").out.split("\n")
    columns = {re.match(r"\w* +\d+  ", line).end() for line in lines[lines.index("") :] if re.match(r"\w* +\d+  . ", line)}
    assert len(columns) == 1


def test_places_of_one_label_are_printed_with_what_they_are_and_lie_in(search):
    labels = [label for *_, label in printed(search("combats")) if label.startswith("Homs")]
    assert len(set(labels)) == len(labels) == 2
    assert any(re.fullmatch(r"Homs \[city in .*Syrie\]", label) for label in labels)
    assert "Homs [province in Syrie]" in labels
    assert re.search(r"^   places: Homs \[city in .*Syrie\], Homs \[province in Syrie\]$", search("combats").out, re.MULTILINE)


def test_dispatches_of_facets_are_printed_on_request(search):
    assert all(" in " not in counts for _, counts, *_ in printed(search("combats")))
    rows = printed(search("combats", "--dispatches"))
    assert [counts for _, counts, _, label in rows if label == "RFI"] == ["2 in 2"]


def test_dispatches_of_facets_are_in_the_json_always(search):
    for counts in search("combats", "--json").json["facets"].values():
        assert all(isinstance(count["dispatches"], int) for count in counts)


def test_the_values_of_facets_are_searched(search):
    assert {label.split(" [")[0] for *_, label in printed(search("combats", "--facet-search", "ادلب"))} == {"Idleb"}
    assert [label for *_, label in printed(search("combats", "--facet-search", "2018"))] == ["2018-05", "2018-07"]
    assert search("combats", "--facet-search", "zyqx").out.endswith("passages in 4 dispatches\n")


def test_no_facets_are_printed_where_none_are_asked_for(search):
    assert search("combats", "--facet-limit", "0").out.endswith("passages in 4 dispatches\n")


def test_what_a_facet_prints_cannot_steer_a_terminal(cli, tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"id": "a", "source": "A\x1b[2J\u202eX", "text": "Un mot."}), "utf-8")
    cli("index", "d.jsonl")
    assert "source  1    A\\u001b[2J\\u202eX\n" in cli("search", "mot").out


def test_a_selection_as_json_is_the_library_s_answer(search):
    answer = search("combats", "--json", "--place", "Syrie", "--source", "RFI", "--facet-search", "e", "--facet-limit", "3")
    with depeche.open(".depeche") as archive:
        expected = archive.search("combats", place=["Syrie"], source=["RFI"], facet_search="e", facet_limit=3)
    assert answer.json == expected.to_dict()


def test_values_that_nothing_else_tells_apart_are_printed_with_their_ids(capfd):
    told = {"kind": depeche.Kind.PLACE, "type": "town", "within": ("Rif Damas", "Syrie")}
    counts = [
        depeche.FacetCount(id_, label, depeche.Totals(1), **told)
        for id_, label in [("x:1", "Mazraa"), ("x:2", "Mazraa"), ("y", "Douma")]
    ]
    Output().show(depeche.Results("mot", depeche.Totals(1, 1), (), {"place": tuple(counts)}))
    assert capfd.readouterr().out.split("\n")[2:] == [
        "place  1    Mazraa [town in Rif Damas, Syrie] (x:1)",
        "       1    Mazraa [town in Rif Damas, Syrie] (x:2)",
        "       1    Douma [town in Rif Damas, Syrie]",
        "",
    ]


def test_entities_of_a_passage_that_nothing_else_tells_apart_are_printed_with_their_ids(capfd):
    town = {"kind": depeche.Kind.PLACE, "label": "Mazraa", "type": "town", "within": ("Rif Damas", "Syrie")}
    group = {"kind": depeche.Kind.ACTOR, "label": "Liwa", "type": "armed group"}
    places, actors = (tuple(depeche.EntityRef(id=id_, **told) for id_ in ("x:1", "x:2")) for told in (town, group))
    said = {"path": None, "date": None, "source": None, "title": None, "start": 0, "end": 3, "text": "Mot"}
    hit = depeche.Hit(1, 0.0, "a", **said, places=places, actors=actors)
    Output().show(depeche.Results("mot", depeche.Totals(1, 1), (hit,), {}))
    assert capfd.readouterr().out.split("\n")[2:4] == [
        "   places: Mazraa [town in Rif Damas, Syrie] (x:1), Mazraa [town in Rif Damas, Syrie] (x:2)",
        "   actors: Liwa [armed group] (x:1), Liwa [armed group] (x:2)",
    ]


def test_a_guess_and_an_ignored_facet_search_are_noted(search):
    assert search("combats", "--place", "Deraah").err == "note: place “Deraah” was read as Deraa\n"
    assert search("combats", "--facet-search", "-").err == "note: facet search “-” has no letter or digit and was ignored\n"
