// Filled by its files.
