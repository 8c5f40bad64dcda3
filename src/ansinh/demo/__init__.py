"""The demonstration city: real units, invented people, filled through the services that a province uses."""
