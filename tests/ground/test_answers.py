"""What an action refuses is said on the form, in the words of the nearest reason."""

import pytest

from whispeer.ground.answers import Why, accepted
from whispeer.ground.forms import Gesture


class Late(Exception):
    pass


class VeryLate(Late):
    pass


WHY: Why = {VeryLate: "Far too late.", Late: lambda refusal: f"Late by {refusal}."}
KEY = {"key": "4b1f9a52-7d0e-4a3e-9c57-0d9f3d0d1a11"}


def refusing(refusal: Exception) -> None:
    raise refusal


@pytest.mark.parametrize(
    ("refusal", "said"),
    [(VeryLate(), "Far too late."), (Late("a day"), "Late by a day.")],
)
def test_a_refusal_comes_back_on_the_form(refusal, said):
    form = Gesture(KEY)

    assert not accepted(form, lambda: refusing(refusal), WHY)
    assert form.non_field_errors() == [said]


def test_one_of_a_kind_is_said_as_its_kind():
    class Later(Late):
        pass

    form = Gesture(KEY)

    assert not accepted(form, lambda: refusing(Later("two days")), WHY)
    assert form.non_field_errors() == ["Late by two days."]


def test_what_is_no_refusal_is_no_answer():
    with pytest.raises(ZeroDivisionError):
        accepted(Gesture(KEY), lambda: refusing(ZeroDivisionError()), WHY)
    assert accepted(Gesture(KEY), lambda: None, WHY)
