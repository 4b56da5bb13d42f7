"""`whispeer graph simulate`: the answer, the picture, the words refused."""

import json
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.graph.data import CLUB, refused
from whispeer.graph.command.simulate import Bar
from whispeer.graph.constants import SIMULATION
from whispeer.graph.simulation import drawing, simulate
from whispeer.graph.simulation.arms import ARMS
from whispeer.graph.simulation.measures import MEASURES
from whispeer.graph.simulation.plan import curves, runs

HERE = Path(__file__).parents[2]
PROCESSES = Path("/proc")
WORDS = ("simulate", "--weeks", 1, "--seeds", 2, "--members", 50)


@pytest.fixture(scope="module")
def told():
    """A report of two weeks, simulated in this process."""
    return simulate(replace(SIMULATION, members=100, weeks=2, seeds=2))


def test_each_arm_has_each_measure_with_an_interval(told):
    assert list(told.arms) == [arm.name for arm in ARMS]
    for measures in told.arms.values():
        assert list(measures) == list(MEASURES)
        for line in measures.values():
            if line["low"] is not None:
                assert line["low"] <= line["mean"] <= line["high"]
    assert told.arms["whispeer"]["resolved"]["low"] is not None


def test_what_is_compared_is_compared_seed_by_seed(told):
    assert sorted({*told.gains, "whispeer"}) == sorted(told.arms)
    gain = told.gains["feed"]["resolved"]["mean"]
    ours, theirs = (told.arms[arm]["resolved"]["mean"] for arm in ("whispeer", "feed"))
    assert gain == pytest.approx(ours - theirs)


def test_each_curve_has_its_arms_at_each_value(told):
    for curve in curves(replace(SIMULATION, seeds=2)):
        points = told.sensitivity[curve.name]
        assert [point["value"] for point in points] == [
            point.value for point in curve.points
        ]
        assert all(
            set(point["arms"]) == {arm.name for arm in curve.arms} for point in points
        )


def test_the_least_tied_fifth_and_the_start_are_told(told):
    assert told.start["isolated"]["mean"] == pytest.approx(0.15, abs=0.01)
    assert {name for name in MEASURES if name.startswith("least_tied")} == {
        "least_tied_fifth_resolved",
        "least_tied_fifth_isolated",
        "least_tied_fifth_ties",
        "least_tied_fifth_asks",
    }


def test_the_caveats_come_with_the_result_and_with_its_figures(told):
    caveats = " ".join(told.caveats)

    directory = told.sensitivity["stranger_yes"][-1]["arms"]["directory"]
    figure = directory["interruptions_per_resolved"]["mean"]
    assert f"a directory disturbs {figure:.3g} people" in caveats
    for words in ("assumed", "made up", "flat", "honesty"):
        assert words in caveats


def test_the_picture_is_sound_holds_the_caveats_and_asks_nobody(told):
    drawn = drawing(told)
    root = ET.fromstring(drawn)

    words = " ".join(root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert all(arm.name.replace("_", " ") in words for arm in ARMS)
    assert "How far this may be believed" in words
    assert drawn.count("http") == 1
    assert drawn == drawing(told)


def test_a_year_that_comes_twice_is_planned_once():
    given = replace(SIMULATION, seeds=2)
    planned = list(runs(given))

    assert len(set(planned)) < len(planned)


def test_the_command_answers_programs_people_and_with_a_picture(answer, ask, tmp_path):
    picture = tmp_path / "year.svg"

    found = answer(*WORDS, "--svg", picture)
    status, out, err = ask(*WORDS)

    assert found["setting"]["members"] == 50
    assert set(found) >= {"arms", "sensitivity", "start", "gains", "caveats"}
    assert picture.read_text("utf-8").startswith("<svg")
    assert (status, err) == (0, "")
    assert all(arm.name in out for arm in ARMS)
    assert "How far this may be believed" in out


def test_a_file_says_who_the_members_are(ask, write):
    file = write(CLUB)

    said = refused(ask("simulate", file, "--members", "200"))

    assert "--members" in said


@pytest.mark.parametrize(
    "words",
    [
        ["--weeks", "0"],
        ["--weeks", "521"],
        ["--seeds", "1001"],
        ["--members", "x"],
        ["--members", "39"],
        ["--svg", "/nowhere/at/all.svg"],
    ],
)
def test_what_makes_no_sense_is_refused_at_once(ask, words):
    refused(ask("simulate", "--seeds", "1", "--weeks", "1", *words))


def test_the_bar_is_drawn_for_whoever_watches_alone(capsys, monkeypatch):
    Bar()(1, 2)
    assert capsys.readouterr().err == ""

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    bar = Bar()
    bar(1, 2)
    bar(2, 2)

    drawn = capsys.readouterr().err
    assert "1/2" in drawn
    assert drawn.endswith("\r")


@pytest.mark.soak
def test_it_does_not_matter_how_many_processes_share_the_work(told):
    heard = []
    given = replace(SIMULATION, members=100, weeks=2, seeds=2)

    shared = simulate(given, processes=3, heard=lambda *far: heard.append(far))

    assert json.dumps(shared) == json.dumps(told)
    assert heard[-1][0] == heard[-1][1] == len(heard)


@pytest.mark.soak
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(not PROCESSES.exists(), reason="no /proc here")
def test_whoever_ends_it_ends_all_who_share_the_work(ending):
    begun = subprocess.Popen(
        [sys.executable, "-m", "whispeer", "graph", "simulate", "--members", "400"],
        cwd=HERE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        shared = until(lambda: len(children_of(begun.pid)) > 1, 120)
        children = children_of(begun.pid)
    finally:
        begun.send_signal(ending)
        begun.wait(120)

    assert shared
    assert until(lambda: not any(map(is_there, children)), 30)


def children_of(pid):
    tasks = (PROCESSES / str(pid) / "task").glob("*/children")
    return [child for task in tasks for child in task.read_text().split()]


def is_there(pid):
    return (PROCESSES / pid).exists()


def until(true, seconds):
    end = monotonic() + seconds
    while not true() and monotonic() < end:
        sleep(0.2)
    return true()


def test_the_answer_is_json_of_numbers_alone(told):
    assert json.loads(json.dumps(told._asdict(), allow_nan=False))
