"""Django's PostgreSQL backend on the embedded cluster, which starts when the first connection is made."""
