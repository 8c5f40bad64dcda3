"""Health insurance: premiums, support, households, cards, benefits."""
