"""The data of an edition for re-users: one module a format, each a pure function giving files: name → bytes."""
