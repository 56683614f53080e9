"""Who sits at the table, one replication at a time, as Mesa agents or as code of a modeller's own."""
