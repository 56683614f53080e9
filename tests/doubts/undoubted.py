"""Small scenarios in which nothing is doubtful, to have something doubtful set over them."""

CAKE = """\
horizon_days: 100
actors:
  ann: {outside_value: {uniform: [0.1, 0.4]}}
  bob: {outside_value: {uniform: [0.1, 0.4]}}
issues:
  pie: {options: [bob, half, ann], value: {ann: [0, 0.6, 1], bob: [1, 0.6, 0]}}
"""

TALKS = f"""\
{CAKE.replace("issues:", "  med: {role: mediator}" + chr(10) + "issues:")}\
  day: {{options: [soon, late], value: {{ann: [1, 0], bob: [0, 1]}}}}
"""

WAR = """\
horizon_days: 100
war: {days_left: 1000, noise: 0.1, if_attacker_wins: won, if_defender_wins: lost}
actors:
  north: {side: attacker}
  south: {side: defender}
  us: {role: mediator}
issues:
  land:
    options: [back, line, all]
    value: {north: [0, 0.5, 1], south: [1, 0.5, 0]}
ceasefire:
  issues:
    scope: {options: [air, full], halts: [0.4, 1]}
proposals:
  won: {land: all}
  lost: {land: back}
"""
