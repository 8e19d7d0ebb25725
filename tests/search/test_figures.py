"""Figures as wire copy writes them."""

import pytest


@pytest.mark.parametrize("typed", ["350 000", "350.000", "350000", "350\u202f000", "350\u00a0000", '"350 000"', "=350000"])
def test_a_figure_is_found_however_its_thousands_are_parted(asked, typed):
    assert asked(typed) == {"greve", "greve2"}


@pytest.mark.parametrize("typed", ["1 600", "1600", "1.600", "1600 soldats"])
def test_so_is_one_of_four_digits(asked, typed):
    assert asked(typed) == {"otages"}


def test_a_figure_in_words_is_a_word(asked, lit):
    assert asked("trentaine") == asked('"une trentaine"') == {"seisme"}
    assert ("Une trentaine", "exact") in lit('"une trentaine"')


def test_a_figure_is_not_found_in_a_longer_one(asked):
    assert asked("350") == asked("000") == asked("600") == set()
