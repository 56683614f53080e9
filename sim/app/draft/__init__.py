"""Draft a text, issue by issue: who would sign it in how many worlds, and what would make more sign."""
