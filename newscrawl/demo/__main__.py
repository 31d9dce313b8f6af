"""`python -m newscrawl.demo`: serves the demo portal; its first line of output is the URL."""

import sys

from newscrawl.demo.web.serve import main

if __name__ == "__main__":
    sys.exit(main())
