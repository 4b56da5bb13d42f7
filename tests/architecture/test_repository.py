"""What the repository may hold: no foreign address, no secret, locks by hash alone."""

import re

import pytest

from tests.architecture.source import ROOT, tracked

URL = re.compile(r"""\b(?:https?|git|ssh)://([^\s/"'<>)\]}`:,;|\\]+)""", re.IGNORECASE)
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|index\.json")

# Names that are no machine's (RFC 2606, RFC 6761), this machine, and names of formats.
OURS = re.compile(
    r"""(^|\.)(example(\.(org|com|net|fr))?|localhost|test|invalid)$
    |^127\.|^\[::1\]|^testserver$|^0\.0\.0\.0$|^%|^\{|^\$|^…|^\*""",
    re.VERBOSE,
)
FORMATS = {
    "www.w3.org",
    "www.gnu.org",
    "fsf.org",
    "www.sitemaps.org",
    "scripts.sil.org",
}
# People read these; no program asks them.
READ_BY_PEOPLE = {".md", ".po"}
NOT_TEXT = {".png", ".woff2", ".ico", ".gz", ".npy"}


def text_of(path):
    return "" if path.suffix in NOT_TEXT else path.read_text(encoding="utf-8")


def test_no_file_names_a_machine_of_others():
    named = {
        (str(path.relative_to(ROOT)), host)
        for path in tracked()
        if path.name != "LICENSE" and path.suffix not in READ_BY_PEOPLE
        for host in URL.findall(text_of(path))
        if host.strip(".") and host not in FORMATS and not OURS.search(host)
    }
    assert sorted(named) == []


def test_no_file_says_where_packages_come_from():
    ours = ROOT / "tests" / "architecture"
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if ours not in path.parents and INDEX.search(text_of(path))
    ]
    assert named == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=str)
def test_a_lock_holds_names_versions_and_hashes_only(path):
    line = re.compile(
        r"""\#.* | [\w.\[\],-]+==[\w.+!]+(\s;\s.+?)?\s\\ | \s+--hash=sha256:[0-9a-f]{64}(\s\\)?""",
        re.VERBOSE,
    )
    wrong = [
        text
        for text in path.read_text().splitlines()
        if text and not line.fullmatch(text)
    ]
    assert wrong == []


def test_no_file_holds_a_private_key_or_a_path_of_somebodys_machine():
    secret = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|/home/\w+/|/Users/\w+/|/root/")
    ours = ROOT / "tests" / "architecture"
    held = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if ours not in path.parents and secret.search(text_of(path))
    ]
    assert held == []
