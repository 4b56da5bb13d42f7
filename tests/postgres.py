"""A PostgreSQL server of the tests' own: private, in a temporary folder, gone at the end."""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 30  # seconds a server may take to open its socket
PR_SET_PDEATHSIG = 1
NAMED_USERS = ("postgres", "nobody")

# Nothing here must survive a power cut, and no machine is told to listen.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
}


def binaries() -> Path | None:
    """The folder of the newest server installed, or None."""
    for folder in candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def candidates() -> Iterator[Path]:
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda path: path.parent.name, reverse=True)
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, check=False)
        yield Path(asked.stdout.decode().strip())


def ordinary_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: whom to become, or None to stay oneself."""
    if os.geteuid() != 0:
        return None
    for name in NAMED_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("Neither postgres nor nobody exists on this machine.")


def die_with_parent() -> None:
    """Ask the kernel to stop the server when the tests are killed without a word."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


class Server:
    """A running server; `url` is what WHISPEER_DATABASE takes."""

    def __init__(self, bin_folder: Path) -> None:
        self.bin = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="whispeer-pg-"))
        self.user = ordinary_user()
        self.process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql://whispeer@/whispeer?host={self.folder}"

    def start(self) -> None:
        atexit.register(self.stop)
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        data = str(self.folder / "data")
        options = ["--username=whispeer", "--auth=trust", "--encoding=UTF8"]
        created = self.spawn("initdb", "--no-sync", "--locale=C.UTF-8", *options, data)
        if created.wait() != 0:
            raise RuntimeError(f"initdb failed: {self.log.read_text()}")
        settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
        folder = f"--unix_socket_directories={self.folder}"
        self.process = self.spawn("postgres", "-D", data, folder, *settings)
        self.wait()

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def spawn(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [str(self.bin / program), *arguments],
                cwd=self.folder,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests; they stop the server
                preexec_fn=die_with_parent,
                **self.identity(),
            )

    def identity(self) -> dict[str, Any]:
        if not self.user:
            return {}
        return {
            "user": self.user.pw_uid,
            "group": self.user.pw_gid,
            "extra_groups": [],
        }

    def wait(self) -> None:
        ready = [str(self.bin / "pg_isready"), "--quiet", f"--host={self.folder}"]
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(ready, check=False).returncode != 0:
            if time.monotonic() > deadline or self.process is None:
                raise RuntimeError(f"PostgreSQL did not start: {self.log.read_text()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop the server and take its folder away; harmless when done twice."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        shutil.rmtree(self.folder, ignore_errors=True)
