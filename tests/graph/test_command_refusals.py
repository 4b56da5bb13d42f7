"""What `whispeer graph` refuses: one sentence, status 2, no answer."""

import pytest

from tests.graph.data import CLUB, refused

BAD_WORDS = {
    "no command": [],
    "an unknown command": ["dance"],
    "no file": ["introductions", "--member", "a"],
    "no member": ["introductions", "FILE"],
    "an unknown member": ["introductions", "FILE", "--member", "nobody"],
    "an empty member": ["introductions", "FILE", "--member", ""],
    "an id with a blank": ["introductions", "FILE", "--member", "ana "],
    "a limit of zero": ["introductions", "FILE", "--member", "ana", "--limit", "0"],
    "a negative limit": ["introductions", "FILE", "--member", "ana", "--limit", "-3"],
    "a limit of text": ["introductions", "FILE", "--member", "ana", "--limit", "ten"],
    "half a limit": ["introductions", "FILE", "--member", "ana", "--limit", "1.5"],
    "a huge limit": ["introductions", "FILE", "--member", "ana", "--limit", "9" * 5000],
    "a limit that is missing": ["introductions", "FILE", "--member", "ana", "--limit"],
    "an unknown score": ["introductions", "FILE", "--member", "ana", "--score", "fame"],
    "an unknown option": ["introductions", "FILE", "--member", "ana", "--fast"],
    "a shortened option": ["introductions", "FILE", "--mem", "ana"],
    "one end": ["path", "FILE", "ana"],
    "three ends": ["path", "FILE", "ana", "ben", "cem"],
    "an unknown beginning": ["path", "FILE", "nobody", "ana"],
    "an unknown end": ["path", "FILE", "ana", "nobody"],
    "an unknown end twice": ["path", "FILE", "nobody", "nobody"],
    "no ties": ["path", "FILE", "ana", "ben", "--max-ties", "0"],
    "negative ties": ["path", "FILE", "ana", "ben", "--max-ties", "-1"],
    "too many ties": ["path", "FILE", "ana", "ben", "--max-ties", "5"],
    "ties that are text": ["path", "FILE", "ana", "ben", "--max-ties", "few"],
    "an id of two lines": ["path", "FILE", "ana", "be\nn"],
    "an id that is no text": ["path", "FILE", "ana", "\udcff"],
    "a missing file": ["path", "nowhere.txt", "ana", "ben"],
    "a folder": ["path", ".", "ana", "ben"],
    "an empty path": ["path", "", "ana", "ben"],
}


@pytest.mark.parametrize("words", BAD_WORDS.values(), ids=BAD_WORDS)
@pytest.mark.parametrize("end", [[], ["--json"]], ids=["", "json"])
def test_words_that_make_no_sense_are_refused(write, ask, words, end):
    file = write(CLUB)

    refused(ask(*[file if word == "FILE" else word for word in words], *end))


BAD_FILES = {
    "two strengths": ("ana ben 0.5\nben ana 0.6\n", "line 2"),
    "strength above one": ("# x\nana ben 1.5\n", "line 2"),
    "a weight above four": ("ana ben 4.5 0\n", "line 1"),
    "mixed times": ("ana ben 1 0\nana cem\n", "line 2"),
    "oneself": ("ana ben\nana ana\n", "line 2"),
    "one column": ("ana ben\nana\n", "line 2"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "line 1"),
    "nothing": ("", "no tie"),
}


@pytest.mark.parametrize(("text", "where"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_no_graph_is_refused(write, ask, text, where):
    file = write(text)

    assert where in refused(ask("introductions", file, "--member", "ana", "--json"))
    assert where in refused(ask("path", file, "ana", "ben"))


def test_plain_refuses_a_weight_that_is_no_strength(write, ask):
    file = write("ana ben 2 0\n")

    assert "line 1" in refused(ask("path", file, "ana", "ben", "--plain"))
    assert ask("path", file, "ana", "ben")[0] == 0
