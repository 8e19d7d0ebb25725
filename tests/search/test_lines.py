"""Sorted lines in a file give what a plain sorted list gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.core.errors import ArchiveDamaged
from depeche.search.vocabulary.lines import SortedLines

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\0"), max_size=12))
SIMILAR = st.lists(st.text("ab\té", max_size=6), max_size=60)
PREFIXES = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


def plain(lines, prefix):
    return sorted((line for line in lines if line.startswith(prefix)), key=str.encode)


@given(lines=LINES | SIMILAR, prefix=PREFIXES | st.text("ab\té", max_size=3))
def test_lines_are_found_by_their_beginning_as_in_a_list(tmp_path_factory, lines, prefix):
    path = tmp_path_factory.mktemp("lines") / "table.tsv"
    written = SortedLines.write(path, lines)
    opened = SortedLines.open(path)
    assert opened is not None
    prefixes = {prefix, "", *(line[:2] for line in lines), *lines, *(line + "!" for line in lines)}
    for each in (one for one in prefixes if "\n" not in one):
        assert written.starting(each) == opened.starting(each) == plain(lines, each)


@pytest.mark.parametrize("kept", [0, 1, 4, 6, -1, -5, -8])
def test_a_file_that_is_not_whole_is_not_opened(tmp_path, kept):
    path = tmp_path / "table.tsv"
    SortedLines.write(path, ["alep", "damas", "homs"])
    path.write_bytes(path.read_bytes()[:kept])
    assert SortedLines.open(path) is None


def test_a_missing_file_is_not_opened(tmp_path):
    assert SortedLines.open(tmp_path / "table.tsv") is None


def test_a_folder_that_cannot_be_written_leaves_the_lines_in_memory(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    lines = SortedLines.write(file / "table.tsv", ["homs", "alep"])
    assert lines.starting("") == ["alep", "homs"]


def test_no_partial_file_is_left(tmp_path):
    SortedLines.write(tmp_path / "cache" / "table.tsv", ["alep"])
    assert [file.name for file in (tmp_path / "cache").iterdir()] == ["table.tsv"]


def test_a_file_with_other_content_of_the_same_length_is_known_by_reading_it(tmp_path):
    path = tmp_path / "table.tsv"
    written = SortedLines.write(path, ["alep\t3", "damas\t4"])
    path.write_bytes(path.read_bytes().replace(b"\t3", b"\tx"))
    opened = SortedLines.open(path)
    assert written.is_whole
    assert opened is not None
    assert not opened.is_whole


@pytest.mark.parametrize("prefix", ["mot1", "mot19", "mot", "zyqx", "a"])
def test_lines_of_many_blocks_are_found_as_in_a_list(tmp_path, prefix):
    lines = [f"mot{n}\t{n * n}" for n in range(5000)]
    SortedLines.write(tmp_path / "table.lines", lines)
    opened = SortedLines.open(tmp_path / "table.lines")
    assert opened is not None
    assert opened.starting(prefix) == plain(lines, prefix)


def test_what_cannot_be_unpacked_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "table.lines"
    SortedLines.write(path, ["alep", "damas", "homs"])
    path.write_bytes(b"xxxx" + path.read_bytes()[4:])
    opened = SortedLines.open(path)
    assert opened is not None
    assert not opened.is_whole
    with pytest.raises(ArchiveDamaged):
        opened.starting("alep")
