"""The figures of the report, a file for each section. Plain dicts in the vocabulary of plotly.js: building
them this way takes a tenth of the time of plotly's classes, which check them in the tests instead."""
