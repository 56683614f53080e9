"""Which inputs carry the spread of which outcome: from replications at hand, or from designs of their own."""
