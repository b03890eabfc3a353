"""What every area shares."""
