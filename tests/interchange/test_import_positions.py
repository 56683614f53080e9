"""Tables of positions become scenarios in which everybody begins where its table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.interchange.as_scenario import as_yaml, notes
from sim.interchange.finding import found_in
from sim.interchange.scales import scale
from sim.interchange.types import NotImported
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

THEORY = Path(__file__).parents[2] / "scenarios" / "theory"
KTAB = """\
Mill; scen 1, The mill and the weir, 3, 2,
Actor,Description,Influence,Height Position,Height Salience,Fish Position,Fish Salience,
M,"The miller, and his son", 60.5, 90, 45.5, 10, 20,
F,Fishers,20,15,30,100,70,

T,,40,50,0,35,100,
"""
DECIDE = """\
#O\tThe mill
#/\tcomments count for nothing
#A\tMiller\tThe miller\tand his son
#A\tFishers\tFishers
#A\tTown\tTown
#P\tweir\tHeight of the weir\tin feet
#P\tladder\tladder
#M\tweir\t0.5\tno weir
#M\tweir\t7
#D\tMiller\tweir\t6.5\t0.9\t0.8
#D\tFishers\tweir\t0.5\t0.4\t0.3
#D\tTown\tweir\t3\t0\t0.5
#D\tMiller\tladder\t0\t0.2\t0.8
#D\tFishers\tladder\t100\t1\t0.3
"""
PLAIN = "Salience,Stakeholder,Position,Resources\n0.8,north,4,0.08\n0.4,south,7,0.08\n1,west,10,0.2\n"


def laid_out(folder: Path, text: str, name: str = "mill.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def imported(file: Path) -> Scenario:
    made = file.parent / "made.scenario"
    made.write_text(as_yaml(found_in([file])), encoding="utf-8")
    return read(made)


def refused(file: Path) -> str:
    with pytest.raises(NotImported) as caught:
        as_yaml(found_in([file]))
    return str(caught.value)


def starts(scenario: Scenario, issue: str) -> dict[str, str]:
    """By actor: its best option."""
    options, rows = scenario.issues[issue].options, scenario.issues[issue].value
    worths = {name: [value.typical for value in row] for name, row in rows.items()}
    return {name: options[row.index(max(row))] for name, row in worths.items()}


def shares(scenario: Scenario, issue: str) -> dict[str, float]:
    return {name: share.typical for name, share in scenario.issues[issue].salience.items()}


def test_ktab_says_who_stands_where(tmp_path: Path) -> None:
    scenario = imported(laid_out(tmp_path, KTAB))
    assert scenario.protocol == "challenge"
    assert scenario.title == "Mill; scen 1: The mill and the weir"
    assert {name: actor.capability.typical for name, actor in scenario.actors.items()} == {
        **{"M": 60.5, "F": 20.0, "T": 40.0}
    }
    assert scenario.actors["M"].label == "The miller, and his son"
    assert starts(scenario, "Height Position") == {"M": "90", "F": "15", "T": "50"}
    assert starts(scenario, "Fish Position") == {"M": "10", "F": "100", "T": "35"}
    assert shares(scenario, "Height Position") == {"M": 0.455, "F": 0.3, "T": 0.0}
    assert shares(scenario, "Fish Position") == {"M": 0.2, "F": 0.7, "T": 1.0}
    assert (scenario.issues["Fish Position"].options[0], scenario.issues["Fish Position"].options[-1]) == (
        *("0", "100"),
    )


@pytest.mark.parametrize("between", ["\t", ";", ","])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_decide_says_who_stands_where_between_whatever_marks(
    between: str, quote: str, tmp_path: Path
) -> None:
    rows = [line.split("\t") for line in DECIDE.splitlines()]
    text = "\n".join(between.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    scenario = imported(laid_out(tmp_path, text, "mill.txt"))
    assert scenario.title == "The mill"
    assert starts(scenario, "weir") == {"Miller": "6.5", "Fishers": "0.5", "Town": "3"}
    assert starts(scenario, "ladder") == {"Miller": "0", "Fishers": "100"}
    assert shares(scenario, "weir") == {"Miller": 0.9, "Fishers": 0.4, "Town": 0.0}
    assert {name: actor.capability.typical for name, actor in scenario.actors.items()} == {
        **{"Miller": 0.8, "Fishers": 0.3, "Town": 0.5}
    }
    weir = scenario.issues["weir"]
    assert (weir.label, weir.note) == ("Height of the weir", "in feet; 0.5: no weir")
    assert (weir.options[0], weir.options[-1]) == ("0.5", "7")
    assert (scenario.actors["Miller"].label, scenario.actors["Miller"].note) == ("The miller", "and his son")


def test_a_value_falls_in_a_straight_line_over_the_scale(tmp_path: Path) -> None:
    weir = imported(laid_out(tmp_path, DECIDE)).issues["weir"]
    by_option = dict(zip(weir.options, (value.typical for value in weir.value["Town"]), strict=True))
    assert by_option["3"] == 1.0
    assert by_option["7"] == pytest.approx(1 - 4 / 6.5)
    assert by_option["0.5"] == pytest.approx(1 - 2.5 / 6.5)


def test_columns_of_a_plain_table_go_by_their_names(tmp_path: Path) -> None:
    scenario = imported(laid_out(tmp_path, PLAIN))
    assert starts(scenario, "position") == {"north": "4", "south": "7", "west": "10"}
    assert shares(scenario, "position") == {"north": 0.8, "south": 0.4, "west": 1.0}
    assert scenario.actors["west"].capability.typical == 0.2


def test_percentages_are_told_by_one_above_one_and_that_is_said(tmp_path: Path) -> None:
    file = laid_out(tmp_path, PLAIN.replace("0.8,", "80,").replace("0.4,", "40,"))
    assert shares(imported(file), "position") == {"north": 0.8, "south": 0.4, "west": 0.01}
    assert "salience was read as a percentage: some of it is above 1" in notes(found_in([file]))


def test_the_rounds_are_an_assumption_and_that_is_said(tmp_path: Path) -> None:
    scenario = imported(laid_out(tmp_path, PLAIN))
    assert (scenario.horizon_days, scenario.round_days) == (10, 1)
    assert any(
        note.startswith("10 rounds of a day each") for note in notes(found_in([tmp_path / "mill.csv"]))
    )
    assert scenario.description is not None
    assert "where one stops is part of the answer" in scenario.description


@pytest.mark.parametrize(("rounds", "median"), [(1, 8.416), (2, 9.611), (3, 9.962), (6, 7.472)])
def test_the_emission_standards_take_the_course_that_is_published(
    rounds: int, median: float, tmp_path: Path
) -> None:
    """Table 1 of Bueno de Mesquita (1994) as a plain table; the medians are those of the challenge model's page."""
    from sim.bargaining.run.batch import play

    written = read(THEORY / "bueno_de_mesquita_1994_emission_standards.yaml")
    places, cares = starts(written, "delay"), shares(written, "delay")
    rows = [
        f"{name},{actor.capability.typical},{places[name]},{cares[name]}"
        for name, actor in written.actors.items()
    ]
    file = laid_out(tmp_path, "\n".join(["Actor,Capability,Position,Salience", *rows]))
    imported(file)
    scenario = read(tmp_path / "made.scenario", [f"horizon_days={rounds}"])
    settled = play(scenario, runs=1, seed=1).terms[0, 0]
    assert float(scenario.issues["position"].options[settled]) == pytest.approx(median, abs=0.026)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (KTAB.replace("3, 2,", "4, 2,"), "4 actors are announced, and there are 3"),
        (KTAB.replace("3, 2,", "3, 1,"), "5 columns are needed, and there are 7"),
        (KTAB.replace("3, 2,", f"3, {'9' * 300},"), "the number of dimensions"),
        (KTAB.replace("F,Fishers", "M,Fishers"), "there are two actors called M"),
        (KTAB.replace("Fish Position", "Height Position"), "there are two dimensions called Height Position"),
        (
            KTAB.replace("F,Fishers,20,15", "F,Fishers,20,150"),
            "position 150 is out of range: it must lie in 0..100",
        ),
        (KTAB.replace("F,Fishers,20", "F,Fishers,-20"), "influence of F -20 is out of range"),
        (KTAB.replace("F,Fishers,20", "F,Fishers,nan"), "influence of F: nan is not a number"),
        (KTAB.replace("F,Fishers,20", "F,Fishers,1e999"), "is too large"),
        (KTAB.replace("F,Fishers,20", "F,Fishers,=1+1"), "influence of F: =1+1 is not a number"),
        (KTAB.replace("F,Fishers,20,15", "F,Fishers,20"), "7 columns are needed, and there are 6"),
        (KTAB.replace("F,Fishers", '"F,Fishers'), "not a table of cells"),
        (DECIDE.replace("#D\tTown\tweir\t3", "#D\tTown\tweir\t8"), "position 8 of Town lies outside 0.5..7"),
        (DECIDE.replace("\t100\t1\t0.3", "\t100\t1\t-0.3"), "power -0.3 is out of range"),
        (DECIDE.replace("\t100\t1\t0.3", "\t100\t1\t0.4"), "Fishers has another power on other issues"),
        (DECIDE.replace("\t100\t1\t0.3", "\t100\t1"), "a row #D needs 6 cells, and there are 5"),
        (DECIDE.replace("#D\tTown\tweir", "#D\tCity\tweir"), "there is no actor City"),
        (DECIDE.replace("#D\tTown\tweir", "#D\tTown\tdam"), "there is no issue dam"),
        (DECIDE.replace("#D\tTown\tweir", "#D\tMiller\tweir"), "Miller stands twice on weir"),
        (DECIDE.replace("#A\tTown\tTown", "#A\tMiller\tTown"), "there are two actors called Miller"),
        (DECIDE + "#A\tKing\tKing\n", "King has no position on any issue"),
        (DECIDE.replace("ladder\t100", "ladder\t0"), "all positions on ladder are alike"),
        (PLAIN.replace("0.4,", "101,"), "salience 101 is out of range: it must lie in 0..100"),
        (PLAIN.replace("south,7", "south,"), "position: a number is needed"),
        (PLAIN.replace("0.08\n0.4", "0.08,x\n0.4"), "4 cells are needed, and there are 5"),
        (PLAIN[: PLAIN.index("0.4")], "there are 1 actors; at least 2"),
        (PLAIN.replace("4,0.08", "7,0.08").replace("10,0.2", "7,0.2"), "all positions on position are alike"),
        ("a,b\n1,2\n", "a table that begins with a, b is neither a domain nor a profile, nor positions"),
        ("", "nothing is neither a domain nor a profile"),
        ("\n" * 30_000 + "x", "there are more than 20,000 lines"),
        ("Actor,Position,Position,Capability,Salience\n", "is neither a domain"),
    ],
)
def test_what_is_no_table_of_positions_is_refused_at_its_place(text: str, said: str, tmp_path: Path) -> None:
    told = refused(laid_out(tmp_path, text))
    assert said in told
    assert "mill.csv:" in told


def test_a_table_of_a_spreadsheet_is_read_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "mill.csv"
    file.write_bytes(PLAIN.replace("north", "Müller’s").encode("cp1252"))
    assert next(iter(imported(file).actors)) == "Müller’s"
    assert "the file is not UTF-8 and was read as Windows-1252" in notes(found_in([file]))
    file.write_bytes(PLAIN.replace("north", "Müller’s").encode("utf-16"))
    assert next(iter(imported(file).actors)) == "Müller’s"


def test_rows_and_columns_that_say_something_else_are_left_out_and_said(tmp_path: Path) -> None:
    assert "rows that begin with #X left out" in notes(found_in([laid_out(tmp_path, DECIDE + "#X\tmore\n")]))
    wide = "\n".join(f"{line},{n}" for n, line in enumerate(PLAIN.splitlines()))
    assert "columns 0 left out" in notes(found_in([laid_out(tmp_path, wide)]))


def test_names_that_a_table_may_hold_stay_names(tmp_path: Path) -> None:
    odd = ["no", "1e3", "=cmd|' /C calc'!A1", "{a: b}", "- x", "&a *b !c", "\x85é😀", "'", "null", "~"]
    lines = [f'"{name}",1,{k},0.5' for k, name in enumerate(odd)]
    scenario = imported(laid_out(tmp_path, "\n".join(["Actor,Power,Position,Salience", *lines])))
    assert list(scenario.actors) == [name.strip() for name in odd]


@pytest.mark.parametrize(
    ("low", "high", "positions", "step", "rounded"),
    [
        (0, 100, (5, 25, 100), 1, False),
        (0, 100, (5, 25.5, 100), 0.5, False),
        (4, 10, (4, 7, 10), 0.05, False),
        (0.5, 7, (3, 1, 7), 0.05, False),
        (0, 100, (33.333333, 50), 0.2, True),
        (0, 1, (0, 1), 0.01, False),
        (-2e6, 3e6, (0, 1e6), 5e4, False),
        (0, 0.3333333, (0.1,), 0.003333333, True),
    ],
)
def test_a_scale_meets_all_positions_where_one_can(
    low: float, high: float, positions: tuple[float, ...], step: float, rounded: bool
) -> None:
    from sim.interchange.types import Dimension, Stand

    stands = {str(position): Stand(position, 0.5) for position in positions}
    found = scale(Dimension(name="x", low=low, high=high, stands=stands))
    assert (found.step, found.rounded) == (step, rounded)
    assert all(abs(found.nearest(position) - position) <= step / 2 for position in positions)


def test_positions_between_the_options_are_rounded_and_that_is_said(tmp_path: Path) -> None:
    file = laid_out(tmp_path, KTAB.replace("F,Fishers,20,15", "F,Fishers,20,33.33333333"))
    assert starts(imported(file), "Height Position")["F"] == "33.4"
    assert "positions on Height Position are rounded to 0.2" in notes(found_in([file]))


def test_tables_are_imported_one_at_a_time_and_are_no_domains(tmp_path: Path) -> None:
    files = [laid_out(tmp_path, KTAB), laid_out(tmp_path, PLAIN, "other.csv")]
    with pytest.raises(
        NotImported, match="this is KTAB CSV, which is imported by itself, one file at a time"
    ):
        found_in(files)
    with pytest.raises(NotImported, match="this is KTAB CSV, which has no domains to choose from"):
        found_in(files[:1], domain="mill")
    with pytest.raises(NotImported, match=r"name a table by its file: mill.csv, other.csv"):
        found_in([tmp_path])


MARKUP = """\
<Scenario><name>Mill; scen 1</name><desc>The mill and the weir</desc><prngSeed>7</prngSeed>
<ModelParameters><VotingRule>Proportional</VotingRule></ModelParameters>
<Dimensions><dName>Height Position</dName><dName>Fish Position</dName></Dimensions>
<Actors>
<Actor><name>M</name><description>The miller, and his son</description><capability>60.5</capability>
<Position><dCoord>90</dCoord><dCoord>10</dCoord></Position><Salience><dSal>45.5</dSal><dSal>20</dSal></Salience></Actor>
<Actor><name>F</name><description>Fishers</description><capability>20</capability>
<Position><dCoord>15</dCoord><dCoord>100</dCoord></Position><Salience><dSal>30</dSal><dSal>70</dSal></Salience></Actor>
<Actor><name>T</name><description/><capability>40</capability>
<Position><dCoord>50</dCoord><dCoord>35</dCoord></Position><Salience><dSal>0</dSal><dSal>100</dSal></Salience></Actor>
</Actors>
<IdealAdjustment><iaPair><adjustingIdeal>M</adjustingIdeal></iaPair></IdealAdjustment></Scenario>
"""


def test_ktab_says_the_same_in_xml_and_what_is_of_its_own_model_is_left_out(tmp_path: Path) -> None:
    file = laid_out(tmp_path, MARKUP, "mill.xml")
    plain = as_yaml(found_in([laid_out(tmp_path, KTAB)]))
    made = as_yaml(found_in([file]))
    assert made.partition("protocol:")[2] == plain.partition("protocol:")[2]
    left_out = [note for note in notes(found_in([file])) if "left out" in note]
    assert [note.partition(" left out: ")[0] for note in left_out] == [
        "prngSeed",
        "ModelParameters",
        "IdealAdjustment",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<capability>20</capability>", "", "<Actor> holds no <capability>"),
        ("<capability>20<", "<capability>many<", "capability of F: many is not a number"),
        ("<dCoord>15</dCoord>", "", "<Position> has 1 <dCoord> for 2 dimensions"),
        ("<dCoord>15<", "<dCoord>150<", "position 150 is out of range"),
        ("<name>F<", "<name>M<", "there are two actors called M"),
        ("<dName>Fish Position", "<dName>Height Position", "there are two dimensions called Height Position"),
        ("<dName>Fish Position<", "<dName> <", "dimension without a name"),
    ],
)
def test_ktab_xml_that_says_otherwise_is_refused_at_its_place(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    told = refused(laid_out(tmp_path, MARKUP.replace(old, new), "mill.xml"))
    assert said in told
    assert "mill.xml:" in told


def test_more_positions_than_a_scenario_can_hold_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"a{k},1,{k},0.5\n" for k in range(201))
    head = "Actor,Power,Position,Salience\n"
    assert "there are 201 actors; at least 2 and at most 200" in refused(laid_out(tmp_path, head + rows))
    kinds = {"P": 50, "A": 50}
    many = "".join(f"#{kind},{kind}{k}\n" for kind, count in kinds.items() for k in range(count))
    assert "50 actors on 50 issues: more than 2,000 positions" in refused(
        laid_out(tmp_path, many + "#D,A0,P0,1,1,1\n")
    )
