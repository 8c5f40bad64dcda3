"""Voluntary SI: payments, State support, modes, refunds."""
