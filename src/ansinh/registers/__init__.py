"""What was delivered: schemas, immutable snapshots with their provenance, engines to read them.

The demonstration city (`synthetic`) writes deliveries in the same form. No Django here.
"""
