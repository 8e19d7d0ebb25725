"""Names from Libya to Afghanistan, none of Syria: their spellings meet, and names that look near do not."""

from collections.abc import Iterator
from pathlib import Path

from depeche.analyzers.names import same_name

TABLE = Path(__file__).with_name("elsewhere.tsv")
CUT = 0.5


def pairs(column: str) -> Iterator[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(columns, line.split("\t"), strict=True))
        yield from ((row["name"], other) for other in row[column].split(" | "))


def met(column: str) -> dict[tuple[str, str], bool]:
    return {pair: same_name(*pair) >= CUT for pair in pairs(column)}


def share(column: str) -> float:
    answers = met(column).values()
    return sum(answers) / len(answers)


def test_nine_spellings_in_ten_of_names_from_libya_to_afghanistan_are_met():
    assert share("spellings") >= 0.9, [pair for pair, answer in met("spellings").items() if not answer]


def test_at_most_one_in_ten_of_the_names_that_look_near_is_met():
    assert share("others") <= 0.1, [pair for pair, answer in met("others").items() if answer]
