"""What each language asks of text: keywords, casing, literals, comments. Shared by the styles of a language."""
