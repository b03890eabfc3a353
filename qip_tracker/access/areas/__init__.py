"""Who holds the permissions of each area; `access.rules` joins them."""
