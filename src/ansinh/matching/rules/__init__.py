"""How two values are held side by side without showing more than the comparison needs."""
