"""The `kurultay` command: what it offers, and how it says that it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest

import kurultay
from kurultay.config import cli

ROOT = Path(__file__).resolve().parents[3]


def test_alone_it_lists_its_commands_and_the_environment(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: kurultay COMMAND [options]\n")
    for command in cli.COMMANDS:
        assert f"  {command.name:<10} {command.summary}\n" in said
    assert said.endswith(cli.ENVIRONMENT + "\n")


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_is_the_same_by_any_word(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main([])
    alone = capsys.readouterr().out
    cli.main([word])
    assert capsys.readouterr().out == alone


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_each_command_explains_itself_with_an_example(command: cli.Command) -> None:
    words = [sys.executable, "-m", "kurultay", command.name, "--help"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert command.sentence in said
    assert command.example in said
    assert f"usage: kurultay {command.name}" in said


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"kurultay {kurultay.__version__}\n"


def test_a_reason_not_to_serve_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KURULTAY_SECRET_KEY", raising=False)
    # Set first, so that what the command itself sets is undone after the test.
    monkeypatch.setenv("KURULTAY_HOST", "")
    monkeypatch.setenv("KURULTAY_PORT", "")
    assert cli.main(["serve", "--host", "0.0.0.0", "--port", "8000"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "kurultay: Serving on 0.0.0.0 needs KURULTAY_SECRET_KEY: set it to a long random text and keep it.\n"
    )
