"""Does a printed table hold against itself? Reading it, its identities, and the verdict on each."""
