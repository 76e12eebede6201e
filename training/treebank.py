"""Reads CoNLL-U; writes both halves as spaCy's documents, eight sentences each."""

import gzip
import re
from pathlib import Path

from folders import TREEBANKS, WORK

ATTRIBUTES = ["ORTH", "TAG", "POS", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def vocabulary():
    """A vocabulary with the features of the network."""
    from spacy.vocab import Vocab

    from features import Defaults

    return Vocab(lex_attr_getters=Defaults.lex_attr_getters)


def sentences(path: Path):
    """(document id, rows of ten columns) of each sentence; contracted tokens and empty nodes are passed over."""
    rows, document = [], None
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line
            if re.match(r"\d+\t", line):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield document, rows
                rows = []


def half(treebank: str, name: str):
    """The sentences of one half, `train` or `dev`, of a treebank."""
    yield from sentences(Path(str(TREEBANKS[treebank]).format(name)))


def sentence(rows, names=None) -> dict:
    """A sentence as the later steps pass it on. Heads count from 1, 0 is the root."""
    return {
        "w": [row[1].replace("\u00a0", " ") for row in rows],
        "tag": [row[4] for row in rows],
        "pos": [row[3] for row in rows],
        "head": [int(row[6]) for row in rows],
        "dep": [row[7] for row in rows],
        "names": names,
    }


def document(vocabulary, group):
    """One spaCy document of several sentences. Names of kind `?` are left unsaid."""
    from spacy.tokens import Doc

    columns = {key: [] for key in ("words", "tags", "pos", "heads", "deps", "ents")}
    for one in group:
        base, n = len(columns["words"]), len(one["w"])
        columns["words"] += one["w"]
        columns["tags"] += one["tag"]
        columns["pos"] += one["pos"]
        for at, head in enumerate(one["head"]):
            columns["heads"].append(base + (at if head == 0 else head - 1))
            columns["deps"].append("ROOT" if head == 0 else one["dep"][at])
        marks = [""] * n if one["names"] is None else ["O"] * n
        for start, end, kind in one["names"] or []:
            for at in range(start, end):
                marks[at] = "" if kind == "?" else ("B-" if at == start else "I-") + kind
        columns["ents"] += marks
    return Doc(vocabulary, **columns)


def groups(treebank: str, name: str, size: int, names=None):
    """Sentences of one document in groups of at most `size`, with the names of an iterator beside them."""
    group, of = [], None
    for document, rows in half(treebank, name):
        one = sentence(rows, next(names) if names else None)
        if group and (document != of or len(group) >= size):
            yield group
            group = []
        of = document
        group.append(one)
    yield group


if __name__ == "__main__":
    from spacy.tokens import DocBin

    for name, file in (("train", "gold"), ("dev", "dev")):
        words, store = vocabulary(), DocBin(attrs=ATTRIBUTES)
        for treebank in TREEBANKS:
            for group in groups(treebank, name, 8):
                store.add(document(words, group))
        store.to_disk(WORK / f"{file}.spacy")
