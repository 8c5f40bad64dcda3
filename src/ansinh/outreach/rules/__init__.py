"""Pure reckoning about lists: who takes which household, how sure a hit rate is."""
