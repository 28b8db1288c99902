"""The papers that leave the room, as Markdown."""
