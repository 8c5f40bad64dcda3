"""What every other room may lean on: days, months, money, names, numbers of persons, errors.

Standard library only.
"""
