#!/usr/bin/env bash
# Makes site-templates/assets/fonts.css from Debian's Noto fonts. Run it only to change the subset; the result is committed.
#
# Needs: apt-get install fonts-noto-core; pip install fonttools brotli
#
# One family, "Masa", in three parts, told apart by unicode-range:
#   Latin   Noto Sans: letters, digits and punctuation, so that every digit comes from one face in both languages
#   Hebrew  Noto Sans Hebrew: letters, points, maqaf, geresh, gershayim, shekel
#   Signs   Noto Sans Math: arrows and comparison signs
# Noto Sans has no minus sign (U+2212). One is made of the bar of its own plus, so that it is as wide as a digit.
set -euo pipefail
cd "$(dirname "$0")/.."
FONTS="${FONTS:-/usr/share/fonts/truetype/noto}" OUT=site-templates/assets/fonts.css exec python3 - <<'PYTHON'
import base64, io, os, sys
from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

folder, out = os.environ["FONTS"], os.environ["OUT"]
latin = ("U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2002-200A,U+2010-2015,U+2018-201E,"
         "U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2212")
hebrew = "U+0590-05FF,U+20AA,U+FB1D-FB4F"
signs = "U+2190-2193,U+2248,U+2260,U+2264-2265"


def codes(ranges):
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def add_minus(font):
    glyphs = font["glyf"]
    plus = glyphs["plus"]
    points, _, _ = plus.getCoordinates(glyphs)
    bottom, top = sorted({y for _, y in points})[1:3]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom)); pen.lineTo((left, top)); pen.lineTo((right, top)); pen.lineTo((right, bottom))
    pen.closePath()
    font.setGlyphOrder(font.getGlyphOrder() + ["masa.minus"])
    glyphs["masa.minus"] = pen.glyph()
    font["hmtx"]["masa.minus"] = (font["hmtx"]["plus"][0], left)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x2212] = "masa.minus"


def face(file, ranges, weight, minus=False):
    font = TTFont(os.path.join(folder, file), recalcTimestamp=False)
    if minus:
        add_minus(font)
    options = subset.Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 13, 14]
    options.recalc_timestamp = False
    worker = subset.Subsetter(options)
    worker.populate(unicodes=list(codes(ranges)))
    worker.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    data = base64.b64encode(buffer.getvalue()).decode()
    print(f"{file}: {len(buffer.getvalue())} bytes", file=sys.stderr)
    return (f"@font-face {{\n  font-family: Masa;\n  font-style: normal;\n  font-weight: {weight};\n"
            f"  src: url(data:font/woff2;base64,{data}) format(\"woff2\");\n  unicode-range: {ranges};\n}}\n")


faces = [
    face("NotoSans-Regular.ttf", latin, "400", minus=True),
    face("NotoSans-Bold.ttf", latin, "700", minus=True),
    face("NotoSansHebrew-Regular.ttf", hebrew, "400"),
    face("NotoSansHebrew-Bold.ttf", hebrew, "700"),
    face("NotoSansMath-Regular.ttf", signs, "400"),
    face("NotoSansMath-Regular.ttf", signs, "700"),
]
with open(out, "w") as file:
    file.write("/* Subsets of Noto Sans, Noto Sans Hebrew and Noto Sans Math, under the SIL Open Font License: fonts-OFL.txt.\n"
               "   Made by scripts/subset-fonts.sh. */\n")
    file.write("".join(faces))
PYTHON
