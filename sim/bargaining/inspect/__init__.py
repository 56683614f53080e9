"""What happened in one replication, and why."""
