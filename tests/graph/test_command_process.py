"""The command as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.graph.data import CLUB, refused

WHISPEER = [sys.executable, "-m", "whispeer", "graph"]
HERE = Path(__file__).parents[2]


def run(*words, **options):
    return subprocess.run(
        [*WHISPEER, *words],
        capture_output=True,
        text=True,
        cwd=HERE,
        timeout=120,
        check=False,
        **options,
    )


def test_the_command_answers_without_django(write):
    code = (
        "import sys; from whispeer.__main__ import main; status = main(sys.argv[1:]);"
        "sys.exit(9 if 'django' in sys.modules else status)"
    )
    words = ["graph", "path", write(CLUB), "ana", "cem", "--json"]

    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        cwd=HERE,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["path"] == ["ana", "ben", "cem"]


def test_the_command_refuses_in_one_sentence(write):
    for words in (["path", write("a\n"), "a", "b"], ["introductions"], []):
        done = run(*words)
        refused((done.returncode, done.stdout, done.stderr))


def test_the_same_words_give_the_same_bytes(write):
    words = ["introductions", write(CLUB), "--member", "ana", "--json"]

    hashes = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    first, second = (run(*words, env=env).stdout for env in hashes)

    assert first == second != ""


def test_an_output_of_few_letters_is_no_error(write):
    words = ["introductions", write("é b\nb 😀\n"), "--member", "é"]
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    for more in ([], ["--json"]):
        done = run(*words, *more, env=env)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.isascii()


def test_a_reader_who_leaves_is_no_error(write):
    reader, writer = os.pipe()
    os.close(reader)
    words = ["introductions", write(CLUB), "--member", "ana"]

    done = subprocess.run(
        [*WHISPEER, *words],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=HERE,
        timeout=120,
        check=False,
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_in_one_sentence(write):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*WHISPEER, "path", write(CLUB), "ana", "ben"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=HERE,
            timeout=120,
            check=False,
        )

    refused((done.returncode, "", done.stderr))


def test_an_interruption_is_quiet(monkeypatch, ask, write):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("whispeer.graph.command.words.read", interrupted)

    assert ask("path", write(CLUB), "ana", "ben") == (130, "", "")


def test_with_a_warm_cache_the_command_compiles_nothing(write):
    words = ["introductions", write(CLUB), "--member", "ana"]
    run(*words)

    again = run(*words, env={**os.environ, "NUMBA_DEBUG_CACHE": "1"}).stdout

    assert "data loaded from" in again
    assert "data saved to" not in again
