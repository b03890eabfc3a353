"""Co-owners, panels, rounds and what may be shown of them."""
