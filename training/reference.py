"""What spaCy makes of the development sets with a trained pipeline, to hold the engine against.

reference.py PIPELINE FILE. JSON: documents of four sentences, each with the words and spaCy's answers for them.
"""

import json
import sys

import features  # noqa: F401  registers the language
import spacy
from folders import TREEBANKS
from spacy.tokens import Doc
from treebank import groups


def answers(nlp, words):
    document = Doc(nlp.vocab, words=words)
    for _, pipe in nlp.pipeline:
        document = pipe(document)
    return {
        "w": words,
        "tag": [token.tag_ for token in document],
        "upos": [token.pos_ for token in document],
        "head": [token.head.i for token in document],
        "dep": [token.dep_ for token in document],
        "ss": [bool(token.is_sent_start) for token in document],
        "ents": [[name.start, name.end, name.label_] for name in document.ents],
    }


if __name__ == "__main__":
    nlp = spacy.load(sys.argv[1])
    documents = [
        answers(nlp, [word for one in group for word in one["w"]])
        for treebank in TREEBANKS
        for group in groups(treebank, "dev", 4)
    ]
    with open(sys.argv[2], "w", encoding="utf8") as out:
        json.dump(documents, out, ensure_ascii=False)
