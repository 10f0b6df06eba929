"""Everything that leaves the project: the codebook, citations, comparisons of versions, releases and the page.

Open build.py first: it lists the parts of a release, one module each.
"""
