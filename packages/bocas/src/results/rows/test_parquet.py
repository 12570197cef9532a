"""Reads a Parquet file as its specification says (https://parquet.apache.org/docs/file-format/), with Python's standard library alone.

For the specs: Debian has no package that reads Parquet from Python, and the reader for JavaScript is by the author of the writer. Knows what `exportRows`
may write: flat columns that may be null, Snappy or no compression, data pages of version 2 with plain values, dictionaries or runs. Refuses all else.

    python3 test_parquet.py rows.parquet    prints {"columns": [[name, type, repetition], ...], "rows": [...]} as JSON
"""

import json
import math
import struct
import sys

TYPES = {0: "BOOLEAN", 2: "INT64", 5: "DOUBLE", 6: "BYTE_ARRAY"}
REPETITIONS = {0: "REQUIRED", 1: "OPTIONAL", 2: "REPEATED"}
PLAIN, RLE, RLE_DICTIONARY = 0, 3, 8
DICTIONARY_PAGE, DATA_PAGE_V2 = 2, 3


class Bytes:
    """Bytes with a place from which they are read."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def take(self, count):
        assert self.at + count <= len(self.data), "the file ends too early"
        self.at += count
        return self.data[self.at - count : self.at]

    def byte(self):
        return self.take(1)[0]

    def varint(self):
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def zigzag(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)


def thrift(source, kind=12):
    """A value in Thrift's compact protocol; a structure is a dict by the number of the field."""
    if kind in (1, 2):
        return kind == 1
    if kind == 3:
        return source.byte()
    if kind in (4, 5, 6):
        return source.zigzag()
    if kind == 7:
        return struct.unpack("<d", source.take(8))[0]
    if kind == 8:
        return source.take(source.varint())
    if kind in (9, 10):
        head = source.byte()
        size = head >> 4 if head >> 4 < 15 else source.varint()
        element = head & 15
        return [source.byte() == 1 if element in (1, 2) else thrift(source, element) for _ in range(size)]
    assert kind == 12, f"Thrift type {kind}"
    fields, number = {}, 0
    while True:
        head = source.byte()
        if head == 0:
            return fields
        number = number + (head >> 4) if head >> 4 else source.zigzag()
        fields[number] = thrift(source, head & 15)


def unsnappy(data):
    """What Snappy's raw format holds (https://github.com/google/snappy/blob/main/format_description.txt)."""
    source, out = Bytes(data), bytearray()
    length = source.varint()
    while source.at < len(data):
        tag = source.byte()
        if tag & 3 == 0:
            size = tag >> 2
            if size >= 60:
                size = int.from_bytes(source.take(size - 59), "little")
            out += source.take(size + 1)
            continue
        if tag & 3 == 1:
            size, back = ((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | source.byte()
        else:
            size, back = (tag >> 2) + 1, int.from_bytes(source.take(2 if tag & 3 == 2 else 4), "little")
        assert 0 < back <= len(out), "Snappy copies from before the beginning"
        for _ in range(size):
            out.append(out[-back])
    assert len(out) == length, "Snappy ends too early"
    return bytes(out)


def hybrid(source, width, count):
    """Numbers of so many bits, as runs of one value or packed in eights."""
    numbers = []
    while len(numbers) < count:
        head = source.varint()
        if head & 1 == 0:
            numbers += [int.from_bytes(source.take((width + 7) // 8), "little")] * (head >> 1)
        else:
            packed = int.from_bytes(source.take((head >> 1) * width), "little")
            numbers += [(packed >> (width * i)) & ((1 << width) - 1) for i in range((head >> 1) * 8)]
    return numbers[:count]


def plain(source, kind, count):
    if kind == "BOOLEAN":
        bits = source.take((count + 7) // 8)
        return [bool(bits[i // 8] >> (i % 8) & 1) for i in range(count)]
    if kind == "BYTE_ARRAY":
        return [source.take(int.from_bytes(source.take(4), "little")) for _ in range(count)]
    return list(struct.unpack(f"<{count}{'q' if kind == 'INT64' else 'd'}", source.take(8 * count)))


def values_of(page, encoding, kind, count, dictionary):
    if encoding == PLAIN:
        return plain(page, kind, count)
    if encoding == RLE_DICTIONARY:
        return [dictionary[index] for index in hybrid(page, page.byte(), count)]
    assert encoding == RLE and kind == "BOOLEAN", f"encoding {encoding} of {kind}"
    page.take(4)
    return [bool(number) for number in hybrid(page, 1, count)]


def column(data, chunk):
    """The cells of a column in one group of rows."""
    kind, codec, count = TYPES[chunk[1]], chunk[4], chunk[5]
    assert codec in (0, 1), f"codec {codec}"
    source, cells, dictionary = Bytes(data, chunk.get(11) or chunk[9]), [], None
    while len(cells) < count:
        header = thrift(source)
        body = source.take(header[3])
        unpacked = unsnappy if codec == 1 else bytes
        if header[1] == DICTIONARY_PAGE:
            dictionary = plain(Bytes(unpacked(body)), kind, header[7][1])
            continue
        assert header[1] == DATA_PAGE_V2, f"page of type {header[1]}"
        about = header[8]
        assert about[6] == 0, "a list in a cell"
        levels, rest = body[: about[5]], body[about[5] :]
        page = Bytes(unpacked(rest) if about.get(7, True) else rest)
        assert len(levels) + len(page.data) == header[2], "a page of another length than it says"
        present = hybrid(Bytes(levels), 1, about[1]) if levels else [1] * about[1]
        assert present.count(0) == about[2], "other nulls than the page says"
        values = iter(values_of(page, about[4], kind, about[1] - about[2], dictionary))
        cells += [next(values) if one else None for one in present]
    assert len(cells) == count, "more cells than the column says"
    return cells


def read(data):
    assert data[:4] == data[-4:] == b"PAR1", "no Parquet file"
    size = int.from_bytes(data[-8:-4], "little")
    footer = thrift(Bytes(data[-8 - size : -8]))
    schema = footer[2][1:]
    names = [element[4].decode() for element in schema]
    rows = []
    for group in footer[4]:
        columns = []
        assert len(group[1]) == len(schema), "other columns than the schema says"
        for element, chunk in zip(schema, group[1]):
            cells = column(data, chunk[3])
            columns.append([c.decode() if element.get(6) == 0 and c is not None else c for c in cells])
        assert {len(cells) for cells in columns} == {group[3]}, "columns of another length than the group says"
        rows += [dict(zip(names, cells)) for cells in zip(*columns)]
    assert len(rows) == footer[3], "other rows than the file says"
    return [[n, TYPES[e[1]], REPETITIONS[e[3]]] for n, e in zip(names, schema)], rows


def shown(kind, cell):
    if kind == "INT64" and cell is not None:
        return f"{cell} as bigint"
    if isinstance(cell, float) and not math.isfinite(cell):
        word = "NaN" if math.isnan(cell) else "Infinity" if cell > 0 else "-Infinity"
        return f"{word} as number"
    return cell


if __name__ == "__main__":
    columns, rows = read(open(sys.argv[1], "rb").read())
    kinds = {name: kind for name, kind, _ in columns}
    print(json.dumps({"columns": columns, "rows": [{n: shown(kinds[n], c) for n, c in row.items()} for row in rows]}))
