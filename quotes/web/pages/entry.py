"""Asks for the token, and forgets it again."""

from typing import cast

from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from quotes.web.guard import Guard, local_target
from quotes.web.site import site

pages = Blueprint("entry", __name__)


@pages.route("/enter", methods=["GET", "POST"])
def enter() -> ResponseReturnValue:
    """Shows the form for the token; with the right one it leads on to where the reader wanted to go."""
    if site().settings.token is None:
        abort(404)
    target = local_target(request.values.get("next")) or url_for("search.page")
    if request.method == "GET":
        return render_template("enter.html", target=target, wrong=False)
    guard = cast(Guard, current_app.extensions["guard"])
    if not guard.is_token(request.form.get("token", "").strip()):
        return render_template("enter.html", target=target, wrong=True), 401
    session.clear()
    session["known"] = True
    session.permanent = True
    return redirect(target, 303)


@pages.post("/leave")
def leave() -> ResponseReturnValue:
    """Forgets that this reader has shown the token."""
    session.clear()
    return redirect(url_for("search.page"), 303)
