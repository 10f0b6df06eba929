"""The page that shows the package at a glance, index.html, and the charts of the README.

Open page.py first: it builds the page. Each view has a module that turns rows into what its template shows.
"""
