"""Compulsory SI, HI and UI: who pays how much to which fund."""
