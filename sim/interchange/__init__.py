"""Domains and preferences from and to other programs: GENIUS XML in, NegMAS folders in and out.

    safe_xml         XML that cannot harm, every element with its line and column
    grids            numbers of an integer or real issue as options
    genius           GENIUS XML -> Bargain
    negmas_folder    YAML or JSON as NegMAS writes it -> Bargain
    finding          a folder or some files -> Bargain
    normalised       utilities of any size -> weights that sum to 1 and values from 0 to 1
    as_scenario      Bargain -> scenario YAML
    as_negmas        Scenario -> a folder that NegMAS loads

What others write is data: nothing in it is run, and nothing outside the files is fetched.
"""
