// Placeholder, removed with the room's first file.
