"""The text of an article that is given as HTML: headline and main text, without what stands around it."""

from legitimate_targets.errors import PackageError
from legitimate_targets.suggest.text.article import ArticleError


def main_text(name: str, source: str) -> str:
    """The title, a blank line and the main text of a page, by trafilatura; raises ArticleError where there is none."""
    try:
        import trafilatura
    except ModuleNotFoundError:
        raise PackageError(f"{name}: HTML needs trafilatura: install legitimate-targets[suggest]") from None
    text = trafilatura.extract(source, include_comments=False, include_tables=False, deduplicate=False)
    if not text or not text.strip():
        raise ArticleError(f"{name}: no article was found in the HTML")
    found = trafilatura.extract_metadata(source)
    title = (found.title or "").strip() if found else ""
    head = f"{title}\n\n" if title and not text.startswith(title) else ""
    return f"{head}{text.strip()}\n"
