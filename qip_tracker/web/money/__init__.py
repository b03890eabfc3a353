"""The agreement, the tranches and their signatures."""
