"""The papers, in every format, and what the terminal or a pipeline is told of a dossier."""
