"""The answer to a delivery in every shape a city gets it: pages, lists for machines, a marked copy of its own file."""
