"""Typed words -> one call, a module for each command. Nothing heavy is imported before a command needs it."""
