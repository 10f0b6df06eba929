"""What a package is on disk: found in a folder, a zip or git, and its files changed safely. Open package.py first."""
