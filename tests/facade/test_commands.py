"""The commands: what each prints, as text and as JSON."""

import json
import re

import click
import pytest

import depeche
from depeche.cli.group import depeche as group

HIT = [
    *("rank", "score", "dispatch", "ordinal", "path", "date", "source", "title", "start", "end", "text"),
    *("highlights", "title_highlights", "places", "actors", "similar", "parts", "more_similar"),
]


def test_index_reports_what_was_stored(cli, seeds):
    answer = cli("index", seeds)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "5 dispatches stored in .depeche, as 24 passages\n"


def test_index_as_json_has_the_documented_keys(cli, tmp_path):
    (tmp_path / "a.txt").write_text("Un mot.")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    answer = cli("index", "--json", "a.txt", "b.txt")
    assert list(answer.json) == [
        *("dispatches", "passages", "characters", "new", "changed", "moved", "unchanged", "removed", "same"),
        *("archive", "double", "problems"),
    ]
    assert (answer.json["dispatches"], answer.json["characters"], answer.json["archive"]) == (1, 7, ".depeche")
    (problem,) = answer.json["problems"]
    assert list(problem) == ["path", "message", "line", "byte", "skipped", "duplicate"]
    assert (problem["path"], problem["byte"]) == ("b.txt", 3)


def test_index_replaces_what_has_the_same_id(cli, tmp_path):
    (tmp_path / "a.txt").write_text("Avant.")
    cli("index", "a.txt")
    (tmp_path / "a.txt").write_text("Après.")
    cli("index", "a.txt")
    assert cli("show", "a", "--raw").out == "Après."
    assert cli("stats", "--json").json["dispatches"] == 1


def test_index_takes_an_engine_for_a_new_archive_only(cli, seeds):
    assert cli("index", seeds, "--engine", "whoosh").code == 0
    assert cli("stats", "--json").json["engine"] == "whoosh"
    assert cli("index", seeds).code == 0
    refused = cli("index", seeds, "--engine", "tantivy")
    assert refused.code == 3
    assert "whoosh" in refused.err


def test_search_prints_ranked_passages_with_matched_words_marked(asked):
    answer = asked("search", "Daraa", "-n", "2")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.split("\n")
    assert re.fullmatch(r"1\. 000_91850bdc69bfff43  2018-07-31T16:39  AFP  25-649  score [\d.]+", lines[0])
    assert "*Deraa*" in lines[1]
    assert any(re.fullmatch(r"   matched: Deraa \(spelling of Daraa, \.\d\d\)", line) for line in lines)
    assert "5 passages in 3 dispatches" in lines
    assert any(re.fullmatch(r"place +\d    Deraa \[province in Syrie\]", line) for line in lines)
    assert any(re.fullmatch(r"month +3    2018-07", line) for line in lines)


def test_search_as_json_has_the_documented_keys(asked):
    found = asked("search", "Daraa", "--json", "-n", "1").json
    assert list(found) == ["query", "total", "next", "notes", "suggestions", "passages", "groups", "explained", "facets"]
    assert found["total"] == {"passages": 5, "dispatches": 3, "at_least": False, "at_most": False}
    (hit,) = found["passages"]
    assert list(hit) == HIT
    plain = {"start": 177, "end": 182, "surface": "Deraa", "query": "Daraa", "level": "spelling"}
    probability = round(depeche.same_name("Daraa", "Deraa"), 3)
    assert hit["highlights"][0] == plain | {"probability": probability, "entity": None}
    assert {tuple(entity) for entity in (*hit["places"], *hit["actors"])} == {("id", "label", "type", "within")}
    counts = {name: {tuple(count) for count in counts} for name, counts in found["facets"].items()}
    plain = {("id", "label", "passages", "dispatches", "selected")}
    entities = {("id", "label", "type", "within", "passages", "dispatches", "selected")}
    assert list(counts) == ["place", "actor", "type", "country", "source", "month"]
    assert [counts[name] for name in ("type", "source", "month")] == [plain] * 3
    assert [counts[name] for name in ("place", "actor", "country")] == [entities] * 3


def test_search_as_json_is_the_library_s_answer(asked, seed_archives):
    expected = seed_archives["tantivy"].search("combats Daech", limit=3, offset=2, facet_limit=4)
    answer = asked("search", "combats", "Daech", "--json", "-n3", "--offset", "2", "--facet-limit=4")
    assert answer.json == expected.to_dict()
    assert answer.out.count("\n") == 1


def test_search_pages_with_its_cursor(asked):
    ranks, cursor = [], None
    while not ranks or cursor:
        page = asked("search", "jihadistes", "--json", "-n", "7", *(["--cursor", cursor] if cursor else [])).json
        ranks += [hit["rank"] for hit in page["passages"]]
        cursor = page["next"]
    assert ranks == list(range(1, 19))


def test_notes_of_a_search_go_to_stderr_and_into_the_json(asked):
    note = "a quotation mark without its pair was ignored (character 1)"
    assert asked("search", '"Deraa').err == f"note: {note}\n"
    assert asked("search", '"Deraa', "--json").json["notes"] == [note]


def test_a_search_without_result_says_so(asked):
    answer = asked("search", "zyqx")
    assert (answer.code, answer.out) == (1, "nothing found\n")
    assert asked("search", "zyqx", "--json").json["passages"] == []


def test_show_prints_what_is_known_and_the_text(asked, seeds):
    answer = asked("show", "--plain", "000_91850bdc69bfff43")
    head, text = answer.out.split("\n\n", 1)
    assert {"dispatch: 000_91850bdc69bfff43", "date: 2018-07-31T16:39", "precision: minute", "source: AFP"} <= set(head.split("\n"))
    assert text == (seeds / "000_91850bdc69bfff43.txt").read_text("utf-8") + "\n"


def test_show_as_json_has_the_documented_keys(asked):
    shown = asked("show", "000_91850bdc69bfff43", "--json").json
    assert list(shown) == [
        *("dispatch", "path", "title", "date", "precision", "evidence", "source", "url"),
        *("place", "dateline", "versions", "layout", "mentions", "text"),
    ]
    assert list(shown["layout"]) == ["header", "dateline", "prose", "trailer"]
    assert all(list(span) == ["start", "end"] for span in shown["layout"].values())
    assert shown["place"] == "Beyrouth"
    prose = shown["layout"]["prose"]
    assert shown["text"][prose["start"] : prose["end"]].startswith("De violents combats")


def test_show_of_an_unknown_id_finds_nothing(asked):
    answer = asked("show", "rien")
    assert (answer.code, answer.out, answer.err) == (1, "", "depeche: no dispatch rien in this archive\n")


def test_analyze_shows_each_step_with_the_offsets_of_words(cli):
    answer = cli("analyze", "l'EI", "pro-régime")
    assert answer.code == 0
    assert "l'EI\n" in answer.out
    assert "EI [2-4] ei ~ei" in answer.out
    chunks = cli("analyze", "l'EI pro-régime", "--json").json
    assert [chunk["chunk"] for chunk in chunks] == ["l'EI", "pro-régime"]
    (word,) = chunks[0]["steps"][-1]["words"]
    assert word == {"text": "EI", "start": 2, "end": 4, "exact": "ei", "stem": "ei", "compound": []}


def test_analyze_of_a_text_without_words_finds_nothing(cli):
    assert cli("analyze", "…")[:2] == (1, "")
    assert cli("analyze", "…", "--json")[:2] == (0, "[]\n")


def test_mentions_lists_places_and_actors_with_their_offsets(cli, seeds):
    file = seeds / "000_91850bdc69bfff43.txt"
    text = file.read_text("utf-8")
    answer = cli("mentions", file)
    rows = [line.split("\t") for line in answer.out.splitlines()]
    assert answer.code == 0
    assert len(rows) == len(depeche.mentions(text, published=depeche.DispatchDate("2018-07-31", depeche.Precision.DAY))) > 20
    for span, kind, *_, surface, _, _ in rows:
        start, end = map(int, span.split("-"))
        assert text[start:end] == surface
        assert kind in ("place", "actor", "date")


def test_mentions_as_json_is_a_line_a_dispatch(cli, tmp_path):
    lines = [{"id": "a", "text": "Des combats à Deraa."}, {"id": "b", "text": "Rien."}]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = [json.loads(line) for line in cli("mentions", "d.jsonl", "--json").out.splitlines()]
    assert [(row["dispatch"], len(row["mentions"])) for row in found] == [("a", 1), ("b", 0)]
    keys = ["start", "end", "surface", "kind", "type", "id", "label", "ancestors", "level"]
    assert list(found[0]["mentions"][0])[: len(keys)] == keys


def test_mentions_sees_weekdays_from_the_date_that_each_dispatch_gives_or_that_its_text_gives(cli, tmp_path):
    lines = [{"id": "a", "text": "Mardi.", "date": "2018-07-31"}, {"id": "b", "text": "Beyrouth, 1 août 2018 (AFP) - Mardi."}]
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = [json.loads(line)["mentions"] for line in cli("mentions", "d.jsonl", "--json").out.splitlines()]
    assert [[one["id"] for one in row if one["kind"] == "date"] for row in found] == [["2018-07-31"], ["2018-08-01", "2018-07-31"]]
    assert found[0][0]["why"] == "weekday of 2018-07-31"


def test_spellings_lists_what_the_archive_holds_of_a_name(asked):
    assert re.fullmatch(r"soueida\t4\t0\.\d+\n", asked("spellings", "Suwayda").out)
    found = asked("spellings", "Suwayda", "--json").json
    assert found["name"] == "Suwayda"
    assert [(row["spelling"], row["passages"]) for row in found["spellings"]] == [("soueida", 4)]
    assert asked("spellings", "Zyqx")[:2] == (1, "")


def test_stats_says_what_the_archive_holds(asked):
    described = asked("stats", "--json").json
    assert (described["dispatches"], described["passages"], described["engine"]) == (5, 24, "tantivy")
    assert asked("stats").out == "".join(f"{name}: {value}\n" for name, value in described.items())


def facts(archive):
    """Return of each dispatch what an export keeps."""
    found = archive.snapshot().dispatches()
    return [(one.id, one.text, one.date and (one.date.value, one.date.precision), one.source, one.title, one.url) for one in found]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_an_export_indexes_into_the_same_dispatches(cli, tmp_path, seed_archives, engine):
    exported = cli("-a", seed_archives[engine].path, "export")
    assert (exported.code, exported.err) == (0, "")
    (tmp_path / "all.jsonl").write_text(exported.out, "utf-8")
    assert cli("-a", "again", "index", "--strict", "all.jsonl").code == 0
    with depeche.open("again") as again:
        assert facts(again) == facts(seed_archives[engine])
        assert again.search("Daraa").total == seed_archives[engine].search("Daraa").total


def test_an_export_keeps_titles_addresses_and_odd_texts(cli, tmp_path):
    line = {
        "id": "a/é",
        "title": "T «»",
        "date": "2018-07-31",
        "source": "Radio X",
        "url": "http://x",
        "text": "Un\r\n\tmot.\u2028\0\x1b",
    }
    (tmp_path / "d.jsonl").write_text(json.dumps(line))
    assert cli("index", "d.jsonl").code == 0
    assert cli("export").json == line


def test_every_command_and_option_says_what_it_does(cli, root):
    reference = (root / "docs" / "cli.md").read_text("utf-8")
    listed = cli("--help").out
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    below = {f"{over} {name}": each for over in ("gazetteer", "saved") for name, each in commands[over].commands.items()}
    for name, command in (commands | below).items():
        assert f"### `{name}" in reference
        assert " " in name or re.search(rf"^  {name} +\S", listed, re.MULTILINE)
        shown = cli(*name.split(), "--help")
        assert shown.code == 0
        assert command.help
        assert command.help.split("\n")[0].split(":")[0] in " ".join(shown.out.split())
        for option in (parameter for parameter in command.params if isinstance(parameter, click.Option)):
            assert option.help
            assert max(option.opts, key=len) in reference


def test_the_help_keeps_the_lines_of_its_examples(cli):
    assert re.search(r"^ +depeche search \S+ \S+ +ranked passages", cli("-h").out, re.MULTILINE)
