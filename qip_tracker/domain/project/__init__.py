"""The life of a project: its moves, holds and references."""
