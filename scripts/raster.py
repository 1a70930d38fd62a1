"""SVG as PNG, with the fonts of scripts/lettering.py on every machine."""

import struct
import zlib

import vl_convert

from scripts import lettering


def register_fonts() -> None:
    """Hand the fonts to the drawing library, once a process: it would load them again at every call."""
    if not getattr(vl_convert, "fonts_registered", False):
        for file in lettering.FILES.values():
            vl_convert.register_font_directory(str(file.parent))
        vl_convert.fonts_registered = True


def png(picture: str) -> bytes:
    """The SVG as a PNG. Its data are deflated again, harder: half the bytes or less, the same pixels."""
    register_fonts()
    drawn = vl_convert.svg_to_png(picture)
    head, data, position = drawn[:8], b"", 8
    chunks = []
    while position < len(drawn):
        length = struct.unpack_from(">I", drawn, position)[0]
        kind, content = drawn[position + 4:position + 8], drawn[position + 8:position + 8 + length]
        if kind == b"IDAT":
            data += content
        else:
            chunks.append((kind, content))
        position += 12 + length
    chunks.insert(-1, (b"IDAT", zlib.compress(zlib.decompress(data), 6)))
    return head + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks)
