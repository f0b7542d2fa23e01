"""The kinds of files that hold a picture."""

from enum import StrEnum


class PictureForm(StrEnum):
    """The kinds of files that hold a picture, by their ending."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
