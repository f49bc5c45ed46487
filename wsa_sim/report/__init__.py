"""Results for people: the headline in the terminal, and figures."""
