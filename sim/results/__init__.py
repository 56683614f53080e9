"""Where studies are kept: a folder per question, whole or absent."""
