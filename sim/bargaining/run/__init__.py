"""Every replication of a study."""
