"""The screens of the work lists."""
