"""Files of JSON made to do harm: what `test_hostile` reads beside others."""

MB = 2**20

# By name: the file, the error if it is refused, people and faults if it is read.
FILES = {
    "JSON that only opens": (lambda: b"[" * 10 * MB, "OtherJson", 0, []),
    "JSON that only opens, within a card": (
        lambda: b'["vcard",[["fn",{},"text",' + b"[" * 10 * MB,
        "",
        0,
        ["BROKEN"],
    ),
    "a card of 3 million brackets": (
        lambda: b'["vcard",[' + b"[]," * 3 * MB + b"[]]]",
        "",
        0,
        ["LONG"],
    ),
    "a card of 7 MB of brackets": (
        lambda: b'["vcard",[' + b"[]," * 2 * MB + b"[]]]",
        "",
        0,
        ["LONG"],
    ),
    "a card of a text of 10 MB": (
        lambda: b'["vcard",[["fn",{},"text","' + b"a" * 10 * MB + b'"]]]',
        "",
        0,
        ["LONG"],
    ),
    "a million cards that do not end": (
        lambda: b'["vcard",[' * MB,
        "",
        0,
        ["BROKEN", "MORE"],
    ),
    "cards whose texts do not end": (
        lambda: b'["vcard",[["fn",{},"text","a\\' * (10 * MB // 28),
        "",
        None,
        None,
    ),
    "cards of 10 MB that say nothing": (
        lambda: b"[" + b'["vcard",[]],' * (10 * MB // 13) + b"1]",
        "",
        0,
        ["MORE", "NOBODY"],
    ),
    "records of 10 MB that say nothing": (
        lambda: b'[{"email":"a","name":"a"},' + b"{}," * 3 * MB + b"{}]",
        "",
        1,
        ["MORE", "NOBODY"],
    ),
    "a record of a million names": (
        lambda: (
            b'[{"email":"a","name":"a",'
            + b",".join(b'"a%d":1' % n for n in range(900_000))
            + b"}]"
        ),
        "OtherJson",
        0,
        [],
    ),
    "numbers without end": (
        lambda: b'[{"email":"a@b","name":' + b"9" * 7 * MB + b"}]",
        "",
        1,
        [],
    ),
    "no numbers": (
        lambda: b'[{"email":"a@b","name":NaN,"phone":-Infinity,"name":1e999}]',
        "",
        1,
        [],
    ),
    "lists of lists": (
        lambda: b'{"a":[{"b":' * 900_000,
        "OtherJson",
        0,
        [],
    ),
    "lists of records of nothing": (
        lambda: b'{"a":[{"b":1}],' * 600_000 + b'"c":1}',
        "OtherJson",
        0,
        [],
    ),
}
