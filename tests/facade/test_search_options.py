"""``depeche search`` and ``like``: the order of passages, what must hold where, copies, groups, and why."""

import json
import re

import pytest

COPY = (
    "Des jihadistes ont été évacués lundi de la région de Deraa vers le désert de la Badiya, a annoncé l'Observatoire syrien des "
    "droits de l'Homme, qui dispose d'un vaste réseau de sources dans le pays en guerre."
)
LINES = [
    {"id": "b", "date": "2018-08-01", "source": "AFP", "text": COPY},
    {"id": "a", "date": "2018-07-30", "source": "AFP", "text": COPY},
    {"id": "c", "date": "2018-05-02", "source": "RFI", "text": "Des otages ont été évacués.\n\nLeurs familles étaient à Soueida."},
]


@pytest.fixture
def wire(cli, tmp_path):
    """Run a command on three dispatches, two of which say the same."""
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    cli("index", "d.jsonl")
    return cli


def ids(answer):
    return [hit["dispatch"] for hit in answer.json["passages"]]


def test_passages_are_listed_by_score_or_by_date(wire):
    assert ids(wire("search", "évacués", "--json", "--all", "--sort", "newest")) == ["b", "a", "c"]
    assert ids(wire("search", "évacués", "--json", "--all", "--sort", "oldest")) == ["c", "a", "b"]
    assert wire("search", "évacués", "--sort", "date").code == 2


def test_near_identical_passages_stand_behind_the_best_unless_all_are_asked_for(wire):
    shown = wire("search", "jihadistes")
    assert shown.out.count("score ") == 1
    assert "   +1 similar: 20" in shown.out
    assert len(ids(wire("search", "jihadistes", "--json", "--all"))) == 2


def test_what_must_hold_may_stand_anywhere_in_a_dispatch(seed_archives, asked):
    found = [
        asked("search", "démarcation ET kidnappés", "--json", "--within", each).json["total"] for each in ("passage", "dispatch")
    ]
    assert found[0]["dispatches"] <= found[1]["dispatches"] > 0
    expected = seed_archives["tantivy"].search("démarcation ET kidnappés", within="dispatch").total
    assert found[1]["passages"] == expected.passages


def test_a_strict_search_refuses_what_would_be_ignored(wire):
    assert wire("search", "otages )").code == 0
    answer = wire("search", "otages )", "--strict")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_passages_are_grouped_by_dispatch_on_request(asked):
    answer = asked("search", "jihadistes", "--group", "2", "-n", "3")
    found = asked("search", "jihadistes", "--group", "2", "-n", "3", "--json").json
    assert len(found["groups"]) == 3
    assert all(len(group["hits"]) <= 2 for group in found["groups"])
    for group in found["groups"]:
        assert f"{group['dispatch']}: {group['passages']} passages\n" in answer.out


def test_an_explained_search_says_what_was_searched_and_what_scores_are_made_of(asked):
    answer = asked("search", "évacuation Daraa", "--explain", "-n", "1")
    assert "\n   score: " in answer.out
    assert "\nword " in answer.out
    found = asked("search", "évacuation Daraa", "--explain", "-n", "1", "--json").json
    assert {row["query"] for row in found["explained"]} == {"évacuation", "Daraa"}
    assert found["passages"][0]["parts"]


def test_a_misspelt_word_that_found_nothing_is_answered_with_what_may_have_been_meant(asked):
    assert "\ndid you mean: " in "\n" + asked("search", "evacuatoin").out


def test_a_trec_run_of_one_question_lists_each_dispatch_once(wire):
    rows = [line.split() for line in wire("search", "évacués", "--format", "trec").out.splitlines()]
    assert sorted(row[2] for row in rows) == ["a", "b", "c"]
    assert [row[3] for row in rows] == ["1", "2", "3"]
    assert {(row[0], row[1], row[5]) for row in rows} == {("1", "Q0", "depeche")}
    passages = wire("search", "évacués", "--format", "trec", "--passages").out.splitlines()
    assert sorted(line.split()[2] for line in passages) == ["a#0", "b#0", "c#0"]


ID = "000_91850bdc69bfff43"


def test_like_finds_passages_of_other_dispatches(asked, seed_archives):
    answer = asked("like", ID, "--json", "-n", "3")
    assert answer.code == 0
    assert answer.json["passages"] == seed_archives["tantivy"].more_like(ID, limit=3).to_dict()["passages"]
    assert ID not in ids(answer)


def test_like_takes_one_passage_and_the_options_of_a_search(asked):
    whole, part = (asked("like", ID, "--json", *said).json["passages"] for said in ([], ["--passage", "1"]))
    assert [hit["score"] for hit in whole] != [hit["score"] for hit in part]
    assert asked("like", ID, "--csv", "-n", "2").out.count("\r\n") == 3
    assert {hit["source"] for hit in asked("like", ID, "--json", "--source", "AFP").json["passages"]} == {"AFP"}


@pytest.mark.parametrize("arguments", [["rien"], [ID, "--passage", "999"]])
def test_like_of_what_is_not_there_finds_nothing(asked, arguments):
    answer = asked("like", *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("depeche: ")


def test_a_group_names_the_versions_it_stands_for(wire):
    lines = wire("search", "jihadistes", "--group", "1").out.split("\n")
    assert any(re.fullmatch(r"\w+: 1 passage  \+1 similar: 20.*", line) for line in lines)
    (group,) = wire("search", "jihadistes", "--group", "1", "--json").json["groups"]
    assert [copy["dispatch"] for copy in group["similar"]] != [group["dispatch"]]
    assert (len(group["similar"]), group["more_similar"]) == (1, 0)
    assert "+1 similar: 20" in wire("search", "jihadistes", "--group", "1", "--html").out


@pytest.mark.parametrize("option", ["--limit", "--offset", "--group", "--facet-limit"])
def test_a_number_that_is_too_large_is_a_usage_error(wire, option):
    answer = wire("search", "otages", option, "99999999999999999999")
    assert (answer.code, answer.out) == (2, "")
    assert "is not in the range" in answer.err
