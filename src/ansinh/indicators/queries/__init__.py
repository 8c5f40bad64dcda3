"""What may a reader see of the province's figures? The door of all reads; shapes are in `shapes`."""
