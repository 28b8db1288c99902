"""What stands beside the conversation, one file a pane."""
