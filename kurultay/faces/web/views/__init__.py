"""The pages that belong to no noun, split by screen."""

from .crawlers import robots, sitemap, sitemap_of
from .home import healthz, home
from .sources import source, sources

__all__ = ["healthz", "home", "robots", "sitemap", "sitemap_of", "source", "sources"]
