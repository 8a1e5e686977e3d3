"""The pages that people (and autodiscovery) see: the index of both towns, a place's home, a post."""

from datetime import datetime
from html import escape

from apps.demonstration.neighbourhood.feeds import paragraphs_html
from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood, Post
from apps.demonstration.neighbourhood.places import BY_SLUG, GONE, MOVED, PLACES, TOWNS, Place, Town

_STYLE = """
:root{color-scheme:light dark;--ink:#2b1d18;--soft:#6b5850;--paper:#fffaf2;--card:#fff;--line:#eadccb}
@media(prefers-color-scheme:dark){:root{--ink:#f6ece2;--soft:#c9b8a9;--paper:#211916;--card:#2c2320;--line:#46392f}}
*{box-sizing:border-box}body{margin:0;border-top:.5rem solid var(--own,#8a2f4a);background:var(--paper);color:var(--ink);
font:1.05rem/1.6 Georgia,"Iowan Old Style",serif}
header{padding:1.5rem 1.25rem 1rem;max-width:44rem;margin:auto}
main,footer{max-width:44rem;margin:auto;padding:0 1.25rem 2rem}h1{line-height:1.15;margin:.2rem 0;font-size:2.1rem}
h2{line-height:1.25;margin:0 0 .3rem;font-size:1.35rem}a{color:inherit;text-decoration-color:var(--own,#8a2f4a);
text-decoration-thickness:.12em;text-underline-offset:.18em}a:focus-visible{outline:3px solid var(--own,#8a2f4a);
outline-offset:3px}article,section.comment{background:var(--card);border:1px solid var(--line);border-radius:.9rem;
padding:1.2rem 1.4rem;margin:0 0 1.1rem}p{margin:.5rem 0}small,.when{color:var(--soft);font:.88rem/1.5 system-ui,sans-serif}
ul{padding:0;list-style:none}.towns{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr))}
.wide{max-width:64rem}code{font-size:.85rem;overflow-wrap:anywhere}li{margin:0 0 1rem}.swatch{display:inline-block;
width:.8rem;height:.8rem;border-radius:50%;margin-right:.45rem}
"""
_FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json", "rdf": "application/rdf+xml"}
_WORDS = {
    "en-GB": {"feed": "Follow us by feed", "talk": "What people said", "by": "by", "home": "All our news"},
    "cy": {"feed": "Dilynwch ni drwy ffrwd", "talk": "Sylwadau", "by": "gan", "home": "Ein holl newyddion"},
}


def alternates(place: Place, post: Post | None = None) -> list[tuple[str, str, str]]:
    """Type, title and path of every feed a page of this place announces, the main one first."""
    found = [(_FEED_TYPES.get(place.style, "application/rss+xml"), f"{place.title} » Feed", place.feed)]
    if place.has_comments:
        found.append(("application/rss+xml", f"{place.title} » Comments Feed", place.comments_feed))
        if post is not None:
            found.append(
                ("application/rss+xml", f"{place.title} » {post.title} Comments Feed", f"{post.path}feed/")
            )
    return found


def home(neighbourhood: Neighbourhood, slug: str) -> str:
    place = BY_SLUG[slug]
    listed = "".join(_listed(post) for post in neighbourhood.posts(slug, 12))
    feed = f'<p><a href="{place.feed}">{_WORDS[place.language]["feed"]}</a></p>'
    return _page(
        place, place.title, f"<h1>{escape(place.title)}</h1><p>{escape(place.says)}</p>{feed}", listed
    )


def post_page(neighbourhood: Neighbourhood, post: Post) -> str:
    words = _WORDS[post.place.language]
    said = "".join(_comment(comment) for comment in neighbourhood.comments_on(post))
    talk = f'<h2 id="comments">{words["talk"]}</h2>{said}' if said else '<p id="respond"></p>'
    credit = (
        f'<p><small>First said by <a href="{post.shared_from.home}">{escape(post.shared_from.title)}</a>.</small></p>'
        if post.shared_from
        else ""
    )
    head = f'<a href="{post.place.home}">{escape(post.place.title)}</a><h1>{escape(post.title)}</h1>{_byline(post)}'
    tags = " · ".join(map(escape, post.tags))
    body = f"<article>{paragraphs_html(post)}<p><small>{tags}</small></p>{credit}</article>"
    back = f'<p><a href="{post.place.home}">{words["home"]}</a></p>'
    return _page(
        post.place,
        f"{post.title} – {post.place.title}",
        head,
        body + (talk if post.place.has_comments else "") + back,
        post,
    )


def index(base: str, every: float) -> str:
    towns = "".join(_town(town, base) for town in TOWNS.values())
    moved = "".join(f"<li><code>{base}{old}</code><br>has moved for good (301)</li>" for old in MOVED)
    gone = "".join(f"<li><code>{base}{old}</code><br>is closed (410)</li>" for old in GONE)
    pace = "second" if every == 1 else f"{every:g} seconds"
    body = (
        f'<div class="towns">{towns}</div>'
        f"<article><h2>Places that are no longer there</h2><ul>{moved}{gone}</ul></article>"
    )
    says = (
        "Two invented towns, so that there is somewhere to be good company. Nobody here is real, everything is "
        f"written by us, and somebody says something new about every {pace}."
    )
    return _document(
        "The neighbourhood", "en-GB", "#8a2f4a", "", f"<h1>The neighbourhood</h1><p>{says}</p>", body, "wide"
    )


def plain_page(title: str, says: str) -> str:
    back = '<p><a href="/">To the neighbourhood</a></p>'
    return _document(
        title, "en-GB", "#8a2f4a", "", f"<h1>{escape(title)}</h1>", f"<p>{escape(says)}</p>{back}"
    )


def _town(town: Town, base: str) -> str:
    rows = "".join(_row(place, base) for place in PLACES if place.town == town.key)
    return (
        f"<article><h2>{escape(town.name)}</h2><p>{escape(town.says)}</p>"
        f"<p><small>{escape(town.council)}</small></p><ul>{rows}</ul></article>"
    )


def _row(place: Place, base: str) -> str:
    return (
        f'<li><span class="swatch" style="background:{place.colour}"></span>'
        f'<a href="{place.home}">{escape(place.title)}</a><br>{escape(place.says)}<br>'
        f'<code>{base}{place.home}</code> <small><a href="{base}{place.feed}">feed</a></small></li>'
    )


def _listed(post: Post) -> str:
    return (
        f'<article><h2><a href="{post.path}">{escape(post.title)}</a></h2>{_byline(post)}'
        f"{paragraphs_html(post)}{_answers(post)}</article>"
    )


def _answers(post: Post) -> str:
    if not post.answers:
        return ""
    return f'<p><small><a href="{post.path}#comments">{_WORDS[post.place.language]["talk"]}: {post.answers}</a></small></p>'


def _comment(post: Post) -> str:
    return (
        f'<section class="comment" id="comment-{post.stamp}">{_byline(post)}{paragraphs_html(post)}</section>'
    )


def _byline(post: Post) -> str:
    by = _WORDS[post.place.language]["by"]
    return f'<p class="when">{by} {escape(post.author)} · <time datetime="{post.at.isoformat()}">{_when(post.at)}</time></p>'


def _when(at: datetime) -> str:
    return f"{at.day}.{at.month}.{at.year}, {at:%H:%M}"


def _page(place: Place, title: str, head: str, body: str, post: Post | None = None) -> str:
    links = "".join(
        f'<link rel="alternate" type="{kind}" title="{escape(name)}" href="{path}">\n'
        for kind, name, path in alternates(place, post)
    )
    return _document(title, place.language, place.colour, links, head, body)


def _document(
    title: str, language: str, colour: str, links: str, head: str, body: str, width: str = ""
) -> str:
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"{links}<style>{_STYLE}:root{{--own:{colour}}}</style>\n</head>\n"
        f'<body>\n<header class="{width}">{head}</header>\n<main class="{width}">{body}</main>\n'
        '<footer><small>Part of an invented <a href="/">neighbourhood</a>.</small></footer>\n</body>\n</html>\n'
    )
