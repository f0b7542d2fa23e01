"""A page in the manner of news sites, with whatever is put into its head and body."""

BODY = """<h1>Bridge to open</h1>
<p>The harbour bridge will open in spring, the council of Tarnmouth said on Monday after a long debate about it.</p>
<p>“We open in spring,” said Dana Okafor, the chief engineer, who has led the repairs since last summer.</p>
<p>The works took eleven months and cost more than anybody had expected when they began, she added at the end.</p>"""

HEAD = """<meta property="og:site_name" content="Tarnmouth Courier"><meta property="og:title" content="Bridge to open">
<meta property="article:published_time" content="2025-03-14T08:00:00+01:00"><meta name="author" content="Ines Calloway">
<link rel="canonical" href="https://courier.example/bridge">"""


def page(head: str = HEAD, body: str = BODY, *, attributes: str = 'lang="en-GB"') -> str:
    """A page with navigation, a comment and a footer around *body*."""
    return (
        f"<!doctype html><html {attributes}><head><title>Bridge to open | Courier</title>{head}</head>"
        f"<body><nav>Home News Sport</nav><article>{body}</article><div id='comments'><p>“I hate it,” said a commenter "
        "who never liked bridges of any kind at all, ever.</p></div><footer>Copyright 2021 Courier</footer></body></html>"
    )


PAGE = page()
