"""A mission's programme: offices, years, funds, partners and policy numbers."""
