"""Keyed luck: every uniform is a hash of who she is, which episode, which decision and which use of it."""
