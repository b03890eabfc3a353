"""Reports and what is frozen for them."""
