"""A scenario that is no war is told in its own words, and only what is ours is replaced."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import commands
from sim.report.speech import PHRASES, USUAL, speaking
from sim.report.terminal import WIDTH
from sim.scenario.reading import ScenarioError, read

ROOT = Path(__file__).parents[2]
# What must not be read of a strike; names from files, paths and ids apart.
OURS = re.compile(
    r"(?<![\w.\-/])(wars?|fight\w*|ceasefires?|truces?|attackers?|defenders?)(?!\w|[.\-/_]\w)", re.IGNORECASE
)
OWN = ("Union of war veterans", "The fighting cocks brewery")
STRIKE = f"""\
title: {OWN[1]}
horizon_days: 90
words: {{war: the <i>strike</i> & all, fighting: picketing, fighting_on: staying out, fight: strike,
        attacker: the union, ceasefire: interim agreement}}
war: {{days_left: 200, noise: 0.05, if_attacker_wins: demand, if_defender_wins: offer}}
actors:
  union: {{label: {OWN[0]}, side: attacker, distrust: 0.3, audience_cost: 0.1, optimism: {{uniform: [0, 1]}}}}
  company: {{side: defender, cost_per_day: {{uniform: [0.0005, 0.002]}}}}
  board: {{role: mediator, cover: 0.5, leverage: {{company: {{probability: 0.5, cost: 1.5}}}}}}
issues:
  pay: {{options: [two, four, six], value: {{union: [0, 0.6, 1], company: [1, 0.6, 0]}}}}
  hours: {{options: [as_now, fewer], value: {{union: [0, 1], company: [1, 0]}}}}
ceasefire:
  days: 14
  issues:
    scope: {{options: [one_plant, all], halts: [0.4, 1], worth: {{company: {{all: 0.05}}, union: {{all: 0.01}}}}}}
proposals:
  demand: {{pay: six, hours: fewer}}
  offer: {{pay: two, hours: as_now}}
"""


@pytest.fixture
def strike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("strike.yaml")
    file.write_text(STRIKE, encoding="utf-8")
    return file


def left(text: str) -> list[str]:
    """What of our usual words is still said, where the file did not say it itself."""
    for own in OWN:
        text = re.sub(r"\s+".join(own.split()), "", text, flags=re.IGNORECASE)
    return [text[max(0, m.start() - 40) : m.end() + 40] for m in OURS.finditer(text)]


def visible(page: str) -> str:
    """What a page shows without its figures, and without the assumptions, which go by their keys."""
    shown = re.sub(r"<style.*?</style>|<script.*?</script>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", shown.partition('id="assumptions"')[0]))


def literals(file: Path) -> Iterator[str]:
    """The texts in a source but for docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


SOURCES = sorted(file for file in (ROOT / "sim/report").rglob("*.py") if file.name != "speech.py")


@pytest.mark.parametrize("source", SOURCES, ids=lambda file: str(file.relative_to(ROOT / "sim/report")))
def test_whatever_the_report_says_of_a_war_can_be_said_otherwise(source: Path, strike: Path) -> None:
    """Also a sentence that nobody has written yet: a phrase that is not in the table fails here."""
    say = speaking(read(strike))
    sentences = [text for text in literals(source) if " " in text.strip()]
    assert [text for text in sentences if left(say(text))] == []


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
def test_the_page_of_a_strike_tells_of_a_strike(protocol: str, strike: Path) -> None:
    study = sim.run(strike, runs=40, overrides=[f"protocol={protocol}"])
    page = (study.folder / "report.html").read_text(encoding="utf-8")
    assert left(visible(page)) == []
    assert all(own in page for own in OWN)
    assert "<i>strike</i>" not in page.replace("\\u003c", "<").replace("\\u003e", ">")
    assert protocol != "mediated" or "interim agreement" in visible(page)


@pytest.mark.parametrize(
    "words",
    [
        ["strike.yaml"],
        ["strike.yaml", "--protocol", "all"],
        ["explain", "strike.yaml", "--run", "3", "--set", "actors.company.optimism=3"],
        ["compare", "strike.yaml", "--variant", "actors.union.optimism=0"],
        ["dealbreakers", "strike.yaml"],
        ["sensitivity", "strike.yaml"],
        ["sweep", "strike.yaml", "--vary", "actors.union.optimism=0:1:1"],
    ],
    ids=lambda words: words[0],
)
def test_screens_and_pages_of_every_question_tell_of_a_strike(words: list[str], strike: Path) -> None:
    result = CliRunner().invoke(commands, [*words, "-n", "40"], prog_name="python -m sim")
    assert result.exit_code == 0, result.output
    said = result.stdout.partition("\nreport  ")[0].partition("\npage  ")[0]
    assert left(said) == []
    assert max(map(len, said.splitlines())) <= WIDTH
    pages = [file.read_text(encoding="utf-8") for file in Path("results").glob("*/*/report.html")]
    assert pages
    assert [left(visible(page)) for page in pages] == [[] for _ in pages]


def test_without_words_nothing_is_touched(strike: Path) -> None:
    usual = read(strike, ["words=null"])
    text = ["The ceasefire collapses.", ("fighting on",)]
    assert speaking(usual) is USUAL
    assert speaking() is USUAL
    assert speaking(usual)(text) is text


def test_the_usual_words_say_what_is_always_said(strike: Path) -> None:
    """Every key at its default: byte for byte what the program says anyway."""
    say = speaking(read(strike, ["words=null", "words.war=the war"]))
    texts = [text for source in SOURCES for text in literals(source)]
    assert [say(text) for text in texts] == texts


def test_scenarios_with_different_words_are_compared_in_ours(strike: Path) -> None:
    one, other = read(strike), read(strike, ["words.war=the lockout"])
    assert speaking(one, other) is USUAL
    assert speaking(one, one)("Any ceasefire") == "Any interim agreement"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A ceasefire is in force", "An interim agreement is in force"),
        ("2 ceasefires, ceasefire 1", "2 interim agreements, interim agreement 1"),
        ("Full ceasefire, collapsed", "Full interim agreement, collapsed"),
        ("Fighting on is worth more to it", "Staying out is worth more to it"),
        ("It stops 40% of the fighting.", "It stops 40% of the picketing."),
        ("ceasefire.hazard_per_day of ceasefire-terms", "ceasefire.hazard_per_day of ceasefire-terms"),
        ("the warden forewarns", "the warden forewarns"),
        (f"{OWN[0]}: a ceasefire", f"{OWN[0]}: an interim agreement"),
        ("the union of war veterans", "the union of war veterans"),
    ],
)
def test_sentences_stay_sentences(text: str, said: str, strike: Path) -> None:
    assert speaking(read(strike))(text) == said


def test_a_word_that_is_not_known_is_told_with_the_nearest(strike: Path) -> None:
    with pytest.raises(ScenarioError, match=r"words.cease_fire: unknown key; did you mean ceasefire\?"):
        read(strike, ["words.cease_fire=truce"])


def test_the_table_of_phrases_is_in_order() -> None:
    """The longer one is looked for first, or it would never be found."""
    phrases = list(PHRASES)
    for k, phrase in enumerate(phrases):
        assert not any(re.match(rf"{re.escape(shorter)}\b", phrase) for shorter in phrases[:k])
