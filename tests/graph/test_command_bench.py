"""`whispeer graph bench`: what measures is run, and what it found is passed on."""

import pytest

from tests.graph.data import CLUB, real, refused
from whispeer.graph.command import bench

TOLD = """
import sys
print("{job}:", *sys.argv[1:])
if "--json" in sys.argv:
    with open(sys.argv[sys.argv.index("--json") + 1], "w") as told:
        told.write('[{{"job": "J1", "ratio": 9.5}}]')
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A source whose benchmarks only say how they were asked."""
    folder = tmp_path / "source" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()  # or another `benchmarks` on the way would be run
    for job in (*bench.JOBS, "scale"):
        (folder / f"{job}.py").write_text(TOLD.format(job=job))
    monkeypatch.setattr(bench, "SOURCE", folder.parent)
    monkeypatch.setattr(bench, "RIVALS", ())  # nothing here measures itself with one
    return folder


def test_each_job_is_measured_on_the_file(source, write, ask):
    file = write(CLUB)
    status, out, err = ask("bench", file)

    assert status == 0
    lines = out.splitlines()
    assert lines[0].startswith(f"engine: {file} --json ")
    assert lines[2:5:2] == [f"rounds: {file}", f"routing: {file} --members"]
    assert not any(line.startswith("scale") for line in lines)
    assert err.splitlines() == [f"measuring: {job}" for job in bench.JOBS]


def test_without_a_file_a_country_is_drawn(source, ask):
    _, out, err = ask("bench")

    assert out.rstrip().endswith("--members 5000000 --ties 100")
    assert err == "measuring: scale\n"


def test_a_file_and_a_drawn_network_are_told_in_one_object(source, write, ask):
    status, out, _ = ask(
        "bench", write(CLUB), "--members", "900", "--ties", "8", "--json"
    )

    assert status == 0
    assert out.count("\n") == 1
    assert '"engine": [{"job": "J1", "ratio": 9.5}]' in out
    assert "--members 900 --ties 8" in out


def test_what_fails_is_told_in_its_own_last_words(source, write, ask):
    (source / "rounds.py").write_text("import sys\nsys.exit('ours answers otherwise')")
    status, out, err = ask("bench", write(CLUB))

    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == (
        "whispeer graph: benchmarks.rounds failed: ours answers otherwise."
    )


def test_without_the_source_there_is_nothing_to_measure_with(
    tmp_path, monkeypatch, write, ask
):
    monkeypatch.setattr(bench, "SOURCE", tmp_path)

    assert "come with the source" in refused(ask("bench", write(CLUB)))


def test_a_rival_that_is_missing_is_named(source, monkeypatch, write, ask):
    monkeypatch.setattr(bench, "RIVALS", ("numpy", "igraffe", "networkitten"))

    said = refused(ask("bench", write(CLUB)))
    assert "igraffe, networkitten: not installed" in said
    assert ".[rivals]" in said


@pytest.mark.parametrize("text", ["ana\n", ""])
def test_a_file_that_holds_no_graph_is_refused_before_anything_runs(
    source, write, ask, text
):
    refused(ask("bench", write(text)))


@pytest.mark.soak
def test_on_a_real_graph_the_engine_is_ahead_of_every_rival(answer):
    for rival in bench.RIVALS:
        pytest.importorskip(rival)
    found = answer("bench", real("fb100_amherst"))

    rivals = [line for line in found["engine"] if line["must"] and line["ratio"] > 1]
    assert {line["job"] for line in rivals} == {"J1", "J2"}
    for line in rivals:
        if line["rival"] != "merely reading the rows":
            assert line["ratio"] >= line["must"], line
