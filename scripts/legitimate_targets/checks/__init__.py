"""Schemas as a list of checks, and running them: one `*_backend` per engine. Open `check`, `plan` and `run` first."""
