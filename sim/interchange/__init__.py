"""Domains and positions from and to other programs.

    encodings        bytes -> text, as a mark or an XML declaration says
    safe_xml         XML that cannot harm, every element with its line and column
    plain_json       YAML and JSON, likewise
    tables           CSV, likewise
    documents        a file -> one of these

    formats          what a format is: how its files are told, and how they are read
    known            the list of formats; each is a module: genius, negmas_folder, geniusweb, negolog -> Bargain,
                     ktab, ktab_xml, decide, positions -> Contest
    finding          a folder or some files -> Bargain or Contest
    families         which profiles belong to which of several domains
    joining          a domain and its profiles -> Bargain

    grids            numbers of an issue as options
    normalised       utilities of any size -> weights that sum to 1 and values from 0 to 1
    scales           a grid that meets all positions
    as_scenario      Bargain (as_offers) or Contest (as_challenge) -> scenario YAML
    as_negmas        Scenario -> a folder that NegMAS loads

What others write is data: nothing in it is run, and nothing outside the files is fetched.
"""
