"""One renderer per kind of feed, each with the habits that kind has in real life. All answer bytes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood, Post
from apps.demonstration.neighbourhood.places import BY_SLUG, Place

_NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)


def feed(neighbourhood: Neighbourhood, slug: str, base: str) -> bytes:
    """A place's main feed; ``base`` is scheme, host and port without a slash. Raises KeyError for unknown slugs."""
    place = BY_SLUG[slug]
    return RENDERERS[place.style](place, neighbourhood.posts(slug), base)


def comments_feed(neighbourhood: Neighbourhood, slug: str, base: str) -> bytes:
    """All comments of a WordPress-like place. Raises KeyError where there are none."""
    place = BY_SLUG[slug]
    comments = neighbourhood.comments(slug)
    head = _channel(place, base, f"Comments for {place.title}", place.comments_feed, comments)
    items = "".join(_comment(post, base, f"Comment on {post.title} by {post.author}") for post in comments)
    return _rss(head + items)


def post_comments_feed(neighbourhood: Neighbourhood, post: Post, base: str) -> bytes:
    """The comments on one post, newest first, as WordPress lists them."""
    comments = neighbourhood.comments_on(post)[::-1]
    head = _channel(post.place, base, f"Comments on: {post.title}", f"{post.path}feed/", comments or [post])
    return _rss(head + "".join(_comment(comment, base, f"By: {comment.author}") for comment in comments))


def paragraphs_html(post: Post) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in post.paragraphs)


def newest(posts: list[Post], otherwise: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> datetime:
    return max((post.at for post in posts), default=otherwise)


def _rss(inner: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {_NAMESPACES}>\n'
        f"<channel>\n{inner}</channel>\n</rss>\n"
    ).encode()


def _channel(place: Place, base: str, title: str, path: str, posts: list[Post]) -> str:
    return (
        f"<title>{escape(title)}</title>\n"
        f'<atom:link href="{base}{path}" rel="self" type="application/rss+xml" />\n'
        f"<link>{base}{place.home}</link>\n<description>{escape(place.says)}</description>\n"
        f"<lastBuildDate>{format_datetime(newest(posts))}</lastBuildDate>\n<language>{place.language}</language>\n"
        "<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>\n<sy:updateFrequency>\n\t1\t</sy:updateFrequency>\n"
    )


def _rss_item(post: Post, base: str, more: str) -> str:
    categories = "".join(f"<category>{_cdata(tag)}</category>" for tag in post.tags)
    return (
        f"<item>\n<title>{escape(post.title)}</title>\n<link>{base}{post.path}</link>\n"
        f"<dc:creator>{_cdata(post.author)}</dc:creator>\n<pubDate>{format_datetime(post.at)}</pubDate>\n"
        f"{categories}{more}</item>\n"
    )


def _both_texts(post: Post) -> str:
    return (
        f"<description>{_cdata(escape(_opening(post), quote=False))}</description>\n"
        f"<content:encoded>{_cdata(paragraphs_html(post))}</content:encoded>\n"
    )


def _blog(place: Place, posts: list[Post], base: str) -> bytes:
    def item(post: Post) -> str:
        guid = f'<guid isPermaLink="true">{base}{post.path}</guid>\n'
        return _rss_item(post, base, guid + _both_texts(post))

    return _rss(_channel(place, base, place.title, place.feed, posts) + "".join(map(item, posts)))


def _wordpress(place: Place, posts: list[Post], base: str) -> bytes:
    def item(post: Post) -> str:
        return _rss_item(
            post,
            base,
            f"<comments>{base}{post.path}#{'comments' if post.answers else 'respond'}</comments>\n"
            f'<guid isPermaLink="false">{base}{place.home}?p={int(post.stamp, 36)}</guid>\n'
            f"{_both_texts(post)}<wfw:commentRss>{base}{post.path}feed/</wfw:commentRss>\n"
            f"<slash:comments>{post.answers}</slash:comments>\n",
        )

    generator = "<generator>https://wordpress.org/?v=6.1.9</generator>\n"
    return _rss(_channel(place, base, place.title, place.feed, posts) + generator + "".join(map(item, posts)))


def _comment(post: Post, base: str, title: str) -> str:
    guid = f'<guid isPermaLink="false">{base}{post.path}</guid>\n'
    return _rss_item(post, base, guid + _both_texts(post)).replace(
        f"<title>{escape(post.title)}</title>", f"<title>\n\t\t{escape(title)}\t\t</title>", 1
    )


def _atom(place: Place, posts: list[Post], base: str) -> bytes:
    def entry(post: Post) -> str:
        tags = "".join(f'<category term="{escape(tag)}"/>' for tag in post.tags)
        when = post.at.isoformat()
        return (
            f"<entry>\n<id>tag:{place.slug}.example,2026:{post.stamp}</id>\n<title>{escape(post.title)}</title>\n"
            f'<link rel="alternate" type="text/html" href="{base}{post.path}"/>\n'
            f"<published>{when}</published>\n<updated>{when}</updated>\n"
            f"<author><name>{escape(post.author)}</name></author>{tags}\n"
            f'<content type="html">{escape(paragraphs_html(post))}</content>\n</entry>\n'
        )

    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{place.language}">\n<id>tag:{place.slug}.example,2026:feed</id>\n'
        f"<title>{escape(place.title)}</title>\n<subtitle>{escape(place.says)}</subtitle>\n"
        f'<link rel="self" href="{base}{place.feed}"/>\n<link rel="alternate" href="{base}{place.home}"/>\n'
        f"<updated>{newest(posts).isoformat()}</updated>\n{''.join(map(entry, posts))}</feed>\n"
    ).encode()


def _rdf(place: Place, posts: list[Post], base: str) -> bytes:
    def item(post: Post) -> str:
        return (
            f'<item rdf:about="{base}{post.path}">\n<title>{escape(post.title)}</title>\n'
            f"<link>{base}{post.path}</link>\n<description>{escape(escape(' '.join(post.paragraphs), quote=False))}</description>\n"
            f"<dc:creator>{escape(post.author)}</dc:creator>\n<dc:date>{post.at.isoformat()}</dc:date>\n</item>\n"
        )

    listed = "".join(f'<rdf:li rdf:resource="{base}{post.path}"/>' for post in posts)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{base}{place.feed}">\n<title>{escape(place.title)}</title>\n'
        f"<link>{base}{place.home}</link>\n<description>{escape(place.says)}</description>\n"
        f"<dc:language>{place.language}</dc:language>\n<items><rdf:Seq>{listed}</rdf:Seq></items>\n</channel>\n"
        f"{''.join(map(item, posts))}</rdf:RDF>\n"
    ).encode()


def _shop(place: Place, posts: list[Post], base: str) -> bytes:
    """RSS 0.91 from a program of 2003: no identities, a tracking tail on links, dates that are none."""

    def item(post: Post) -> str:
        written = ("%d/%m/%Y", "%A teatime", "%d/%m/%y after lunch")[int(post.stamp, 36) % 3]
        return (
            f"<item>\n<title>{escape(post.title)}</title>\n<link>{base}{post.path}?utm_source=shopnews</link>\n"
            f"<description>{escape(escape(' '.join(post.paragraphs), quote=False))}</description>\n"
            f"<pubDate>{post.at.strftime(written)}</pubDate>\n</item>\n"
        )

    return (
        '<?xml version="1.0" encoding="windows-1252"?>\n<rss version="0.91">\n<channel>\n'
        f"<title>{escape(place.title)}</title>\n<link>{base}{place.home}</link>\n"
        f"<description>{escape(place.says)}</description>\n<language>en-gb</language>\n"
        f"{''.join(map(item, posts))}</channel>\n</rss>\n"
    ).encode("windows-1252", "xmlcharrefreplace")


def _json(place: Place, posts: list[Post], base: str) -> bytes:
    def item(post: Post) -> dict[str, object]:
        words = (
            {"content_text": "\n\n".join(post.paragraphs)}
            if place.slug == "repair"
            else {"content_html": paragraphs_html(post)}
        )
        return {
            "id": f"{place.slug}-{post.stamp}",
            "url": f"{base}{post.path}",
            "title": post.title,
            **words,
            "date_published": post.at.isoformat(),
            "authors": [{"name": post.author}],
            "tags": list(post.tags),
        }

    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": place.title,
        "description": place.says,
        "home_page_url": f"{base}{place.home}",
        "feed_url": f"{base}{place.feed}",
        "language": place.language,
        "items": [item(post) for post in posts],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _opening(post: Post) -> str:
    words = " ".join(post.paragraphs)
    return words if len(words) <= 280 else words[:280].rsplit(" ", 1)[0] + " […]"


def _cdata(words: str) -> str:
    return f"<![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]>"


RENDERERS: dict[str, Callable[[Place, list[Post], str], bytes]] = {
    "rss": _blog,
    "wordpress": _wordpress,
    "atom": _atom,
    "rdf": _rdf,
    "shop": _shop,
    "json": _json,
}
