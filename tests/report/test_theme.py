from __future__ import annotations

from sim.bargaining.outcomes import OUTCOMES, REASONS
from sim.report import theme, wording


def test_every_outcome_and_reason_has_a_colour_and_words() -> None:
    assert set(theme.OUTCOME_COLOURS) == set(wording.OUTCOMES) == set(OUTCOMES)
    assert set(theme.REASON_COLOURS) == set(wording.REASONS) == set(REASONS) - {"none"}


def test_no_two_outcomes_share_a_colour() -> None:
    assert len(set(theme.OUTCOME_COLOURS.values())) == len(OUTCOMES)


def test_night_and_day_name_the_same_surfaces() -> None:
    assert set(theme.SURFACES_BY_DAY) == set(theme.SURFACES_BY_NIGHT)


def test_text_can_be_read_on_its_background() -> None:
    for surfaces in (theme.SURFACES_BY_DAY, theme.SURFACES_BY_NIGHT):
        for background in ("paper", "panel"):
            assert contrast(surfaces["ink"], surfaces[background]) >= 7.0
            assert contrast(surfaces["muted"], surfaces[background]) >= 4.5
            assert contrast(surfaces["link"], surfaces[background]) >= 4.5
        for heat in ("heat0", "heat1", "heat2"):
            assert contrast(surfaces["ink"], surfaces[heat]) >= 4.5


def test_names_of_options_can_be_read_on_every_shade() -> None:
    for colour in theme.option_colours(7):
        assert contrast(theme.on(colour), colour) >= 4.5


def test_options_darken_from_the_first_to_the_last() -> None:
    light = [luminance(colour) for colour in theme.option_colours(6)]
    assert light == sorted(light, reverse=True)


def test_only_tokens_of_colour_are_replaced() -> None:
    drawn = {"marker": {"color": "@ink"}, "text": ["@nobody"]}
    assert theme.resolved(drawn) == {"marker": {"color": theme.SURFACES_BY_DAY["ink"]}, "text": ["@nobody"]}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
