"""What was probably meant: near words, single slips, lists a person can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialfranchise.core.nearest import READABLE, choices, is_slip, nearest

WORDS = ("elderly-care", "elderly-cars", "kindergarten", "nursery", "care")


def test_the_nearest_word_and_no_more() -> None:
    assert nearest("elderly-carr", WORDS) == ("elderly-cars",)
    assert nearest("elderly-care", WORDS, 2) == ("elderly-care", "elderly-cars")
    numbered = [f"elderly-care-{number}" for number in range(1, 6)]
    assert nearest("elderly-car", numbered, 4) == tuple(numbered[:0:-1])


def test_nothing_is_near_what_is_like_nothing() -> None:
    assert nearest("zzz", WORDS) == ()
    assert nearest("", WORDS) == ()
    assert nearest("nursery", ()) == ()


def test_the_same_letters_in_another_order_come_first() -> None:
    assert nearest("ab", ["ba", "abc"]) == ("ba",)


def test_a_word_of_any_length_is_looked_at_in_part() -> None:
    assert nearest("n" + "nursery" * 10_000, WORDS) == ()
    assert nearest("x" * 80 + "y" * 10_000, ["x" * 80]) == ("x" * 80,)


@pytest.mark.parametrize(
    ("word", "slip"),
    [
        ("locality", True),
        ("localty", True),
        ("locallity", True),
        ("localiti", True),
        ("loaclity", True),
        ("Locality", True),
        ("ocality", True),
        ("localityy", True),
        ("localitas", False),
        ("lcalty", False),
        ("acolity", False),
        ("local", False),
        ("", False),
    ],
)
def test_one_slip_and_no_more(word: str, slip: bool) -> None:
    assert is_slip(word, "locality") is slip


def test_a_dash_and_an_underscore_are_the_same() -> None:
    assert is_slip("target_groups", "target-groups")
    assert is_slip("target-group", "target_groups")


@given(st.text("abcde", min_size=1), st.data())
def test_every_single_slip_is_one(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcde"))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]

    assert all(is_slip(slip, word) for slip in slips)
    assert not is_slip(word + "xx", word)


def test_a_list_is_offered_while_a_person_can_read_it() -> None:
    words = [f"{number:03}" for number in range(READABLE, 0, -1)]

    assert choices(words) == tuple(sorted(words))
    assert choices([*words, "one-more"]) == ()
