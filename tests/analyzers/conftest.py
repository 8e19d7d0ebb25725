"""What the tests of analysers share."""

from collections.abc import Callable, Sequence

import pytest

from depeche.core.model import Token

Analyzer = Callable[[str], Sequence[Token]]


@pytest.fixture(scope="session")
def assert_analyzes() -> Callable[..., None]:
    """``assert_analyzes(analyzer, text, terms, offsets=None, stems=None)``: the folded terms and the spans of `text`."""

    def check(
        analyzer: Analyzer,
        text: str,
        terms: Sequence[str],
        offsets: Sequence[tuple[int, int]] | None = None,
        stems: Sequence[str] | None = None,
    ) -> None:
        tokens = analyzer(text)
        assert [token.exact for token in tokens] == list(terms)
        if offsets is not None:
            assert [(token.start, token.end) for token in tokens] == list(offsets)
        if stems is not None:
            assert [token.stem for token in tokens] == list(stems)
        assert_offsets_hold(text, tokens)

    return check


def assert_offsets_hold(text: str, tokens: Sequence[Token]) -> None:
    """Spans are in the text, not empty, in order, and do not overlap."""
    ends = [0]
    for token in tokens:
        assert ends[-1] <= token.start < token.end <= len(text)
        ends.append(token.end)
