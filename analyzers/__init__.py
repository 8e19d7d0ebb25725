"""Text to tokens, terms, sentences, passages, names and mentions. No engine, no files but its own tables."""
