"""HOW it is negotiated: one set of compiled rules, played in batches or stepped through. README.md is the model."""
