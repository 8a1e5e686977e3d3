"""Feeds as our tests write them."""


def rss(inside, before=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<rss version="2.0"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Mill Road</title>{inside}</channel></rss>'
    )


def atom(inside):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Mill Road</title>{inside}</feed>'
