"""What a person follows, how far they have read, how they want to hear of it, and what is new for them."""

from .news import News, last_change, news
from .tables import EVERY, HOUR, Follow, Seen, Wish

__all__ = ["EVERY", "HOUR", "Follow", "News", "Seen", "Wish", "last_change", "news"]
