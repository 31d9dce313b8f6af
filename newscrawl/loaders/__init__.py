"""How to read a page: the portal's rules first, then general ones."""
