"""Words for co-owners, panels and rounds."""
