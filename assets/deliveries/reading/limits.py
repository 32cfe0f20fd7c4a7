"""How much a delivered file may hold before it is refused unread.

Belongs here: the limits of the preflight, each with its reason. Not here: memory and time of a
reading process (child.py).
"""

MEBIBYTE = 1 << 20

# Unpacked size of all parts and of one part: an honest table of 100,000 rows and 20 columns has about 100 MB.
UNPACKED = 300 * MEBIBYTE
PART = 200 * MEBIBYTE
# Parts of a container: each sheet, picture and comment is one.
ENTRIES = 2_000
SHEETS = 100
# Filled cells, and cells of the rectangle that they span: readers build the whole rectangle.
CELLS = 5_000_000
COLUMNS = 1_000
# Excel's own limit of one cell; in a file a character has up to 6 bytes (&amp; or UTF-8).
TEXT = 32_767
TEXT_BYTES = 6 * TEXT
MERGES = 5_000
# Levels of XML: honest files have about 30; libxml2 itself stops at 256.
DEPTH = 100
