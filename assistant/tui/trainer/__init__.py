"""The trainer's room: choose a plan and a case, let a room vote, show the findings one by one, hand out the record."""
