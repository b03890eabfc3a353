"""Every page of the demonstration mission in a real browser."""
