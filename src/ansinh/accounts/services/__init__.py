"""Accounts and roles are given and ended here, and every deed of the house is written down here."""

from ansinh.accounts.services.audit import mark, record
from ansinh.accounts.services.users import create_user, deactivate, end_grant, grant, set_password

__all__ = ["create_user", "deactivate", "end_grant", "grant", "mark", "record", "set_password"]
