"""The app in a terminal: it shows and collects, it decides nothing."""
