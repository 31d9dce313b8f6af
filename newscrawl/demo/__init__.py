"""The demo portal: a Japanese news portal that runs on this machine and knows the truth about itself."""
