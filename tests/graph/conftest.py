import json

import pytest

from whispeer.graph.command import main


@pytest.fixture
def write(tmp_path):
    """Write a file, and give its path."""

    def write(text, name="graph.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


@pytest.fixture
def ask(capsys):
    """Ask `whispeer graph`: status, output, error output."""

    def ask(*words):
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return ask


@pytest.fixture
def answer(ask):
    """Ask for an answer for programs, which must come."""

    def answer(*words):
        status, out, err = ask(*words, "--json")
        assert (status, err) == (0, "")
        assert out.count("\n") == 1
        return json.loads(out)

    return answer
