"""Pure computations of this context: progress towards a target, and the identities of printed tables."""
