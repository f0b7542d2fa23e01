"""What people decided: operations that are logged and can be undone."""
