"""`whispeer serve` and its kin, as an operator meets them."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Self

import pytest
from django.conf import settings

from tests.architecture.source import ROOT
from whispeer import __main__ as command
from whispeer.web import commands, serving

PATIENCE = 60
AT_ONCE = 5  # seconds; two on a machine that does nothing else
PLAIN = {"NUMBA_DISABLE_JIT": "1"}  # nothing to make ready, so nothing to wait for


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`whispeer` with these words, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "whispeer", *arguments],
        cwd=ROOT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A house of its own on disk; nothing of the tests' or of a developer's."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WHISPEER_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"WHISPEER_DATA": str(folder)} | more


class House:
    """A process of `whispeer`, and what it said until it was ready."""

    def __init__(self, folder: Path, *arguments: str, **more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "whispeer", *arguments],
            cwd=ROOT,
            env=environment(folder, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def hear(self, words: str) -> str:
        """Read on until a line holds these words."""
        said = ""
        late = threading.Timer(PATIENCE, self.process.kill)
        late.start()
        try:
            for line in self.process.stdout or ():
                said += line
                if words in line:
                    return said
        finally:
            late.cancel()
        raise AssertionError(said)

    def close(self, number: int = signal.SIGTERM) -> float:
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        return time.monotonic() - began

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def get(port: int, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("localhost", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_a_house_opens_answers_and_closes(tmp_path):
    port = free_port()
    with House(
        tmp_path, "serve", "--port", str(port), WHISPEER_DEBUG="0", **PLAIN
    ) as house:
        house.hear(f"http://localhost:{port}/")
        page, text = get(port, Accept_Language="en")
        [style] = re.findall(r'href="(/static/web/whispeer[^"]+css)"', text)
        sheet, _ = get(port, style)
        took = house.close()

    assert (page, sheet) == (200, 200)
    assert took < AT_ONCE
    assert house.process.returncode == 0


def test_the_engine_is_made_ready_once_with_a_word_to_the_operator(monkeypatch, capsys):
    warmed = []
    monkeypatch.setattr(serving, "warm", lambda: warmed.append(True))
    monkeypatch.setattr(serving, "is_warm", lambda: bool(warmed))

    serving.warm_up()
    serving.warm_up()

    assert warmed == [True]
    assert capsys.readouterr().out.count("half a minute, once") == 1


def test_ctrl_c_closes_it_as_well(tmp_path):
    port = free_port()
    with House(tmp_path, "serve", "--port", str(port), **PLAIN) as house:
        house.hear("Whispeer is at")
        get(port)
        took = house.close(signal.SIGINT)

    assert took < AT_ONCE
    assert house.process.returncode == 0


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = str(door.getsockname()[1])
        said = run(tmp_path, "serve", "--port", port)

    assert said.returncode == 1
    assert said.stdout == (
        f"Port {port} is taken on 127.0.0.1: stop what is there, or choose --port.\n"
    )
    assert said.stderr == ""


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("WHISPEER_SECRET_KEY", "WHISPEER_SECRET_KEY is missing"),
        ("WHISPEER_ADDRESS", "WHISPEER_ADDRESS is missing"),
        ("WHISPEER_SMTP_HOST", "WHISPEER_SMTP_HOST is missing"),
    ],
)
def test_in_production_a_house_without_what_it_needs_does_not_open(
    tmp_path, missing, sentence
):
    given = {
        "WHISPEER_PRODUCTION": "1",
        "WHISPEER_SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuv",
        "WHISPEER_ADDRESS": "https://house.example",
        "WHISPEER_SMTP_HOST": "mail.example",
    }
    del given[missing]
    said = run(tmp_path, "serve", "--port", str(free_port()), **given)

    assert said.returncode == 1
    assert said.stderr.startswith("whispeer: ")
    assert sentence in said.stderr
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["bake"], []])
def test_a_command_that_does_not_exist_is_two(arguments, capsys):
    assert command.main(arguments) == 2
    assert "usage: whispeer" in "".join(capsys.readouterr())


def test_help_names_every_command(capsys):
    assert command.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert [name for name in command.COMMANDS if name not in said] == []


@pytest.mark.parametrize("name", command.COMMANDS)
def test_every_command_is_written_where_it_is_said_to_be(name):
    assert callable(command.function_of(command.COMMANDS[name]))


@pytest.mark.parametrize("port", ["0", "70000", "-1", "many"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit) as left:
        commands.serve(["--port", port])

    assert left.value.code == 2
    assert "--port" in capsys.readouterr().err


def test_no_setting_of_a_real_house_reaches_the_demo(monkeypatch):
    for name in ("DATABASE", "SMTP_HOST", "PRODUCTION", "SECRET_KEY"):
        monkeypatch.setenv(f"WHISPEER_{name}", "real")
    monkeypatch.delenv("WHISPEER_DATA", raising=False)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    commands.settle_demo(8123)

    ours = {k: v for k, v in os.environ.items() if k.startswith("WHISPEER_")}
    assert ours == {
        "WHISPEER_DATA": str(commands.DEMO),
        "WHISPEER_DEBUG": "0",
        "WHISPEER_DEMO": "1",
        "WHISPEER_PORT": "8123",
    }
    assert commands.DEMO.parent == settings.BASE_DIR / "var"


def test_the_demo_opens_with_ways_in_and_opens_again_at_once(tmp_path):
    port = free_port()
    with House(tmp_path, "demo", "--port", str(port)) as house:
        said = house.hear("Whispeer is at")
        links = re.findall(rf"http://localhost:{port}(/demo/\S+)", said)
        doors = [get(port, link)[0] for link in links]
        house.close()
    with House(tmp_path, "demo", "--port", str(port)) as house:
        again = house.hear("Whispeer is at")

    assert len(links) >= 3
    assert set(doors) == {200}
    assert "Building" in said
    assert "Building" not in again


def test_a_demo_on_what_is_no_network_says_so(tmp_path):
    file = tmp_path / "poem.txt"
    file.write_text("alone\n")
    port = str(free_port())
    said = run(tmp_path / "house", "demo", "--port", port, "--network", str(file))

    assert said.returncode == 2
    assert said.stderr.startswith("whispeer demo: ")
    assert len(said.stderr.splitlines()) == 1


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path):
    nowhere = f"postgresql://nobody@/none?host={tmp_path}"
    port = str(free_port())
    said = run(tmp_path, "serve", "--port", port, WHISPEER_DATABASE=nowhere)

    assert said.returncode == 1
    assert said.stdout.startswith("The house cannot open: ")
    assert "Traceback" not in said.stderr
