"""How much is read: enough for any real address book, too little to do harm."""

from typing import Final

FILE: Final = 64 * 2**20  # bytes; photographs make cards heavy
WEB: Final = 32 * 2**20  # bytes of a file that a page takes
SHEET: Final = 32 * 2**20  # bytes; a sheet holds no photograph
LINES: Final = 2_000_000  # of a file

CARD_LINE: Final = 8 * 2**20  # bytes of one unfolded line, such as a photograph
HEAD: Final = 20_000  # characters before the colon
PROPERTIES: Final = 1_000  # of a card
PARTS: Final = 16  # of a name or a company
DEPTH: Final = 4  # of cards within cards

OBJECT: Final = 8 * 2**20  # bytes of one entry of JSON, with its photograph
OBJECT_PARTS: Final = 50_000  # things that it says
OBJECT_FAULTS: Final = 20_000  # entries that give nobody; then no more are looked at
OBJECT_LISTS: Final = 1_000  # lists that may be the one of people
OBJECT_DEPTH: Final = 7  # of brackets within brackets

COLUMNS: Final = 1_000  # of a sheet
SHEET_LINE: Final = 2_000_000  # characters
ROW_LINES: Final = 2_000  # lines of one row, its cells being broken into lines
ROW: Final = 1_000_000  # characters
REREAD: Final = 500  # times that a row is given up and its second line read anew
HEADER_WITHIN: Final = 40  # lines from the top

FAULTS: Final = 1_000  # reported of a file

ENTRIES: Final = 20_000  # of an archive
BOOKS: Final = 200  # read from an archive
SMALL: Final = 8 * 2**20  # bytes; however well packed, no bomb
RATIO: Final = 60  # times that a book larger than that may grow when unpacked
