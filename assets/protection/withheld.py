"""Why an edition is kept back.

Belongs here: the one error that stage 4 ends a run with; its text is for the steward. Not here: finding it out.
"""


class Withheld(ValueError):
    """Publishing would give persons away, or nobody can tell; says in German what to do about it."""
