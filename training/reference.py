"""What spaCy makes of the bundled demo documents with a trained pipeline, to hold the engine against.

reference.py PIPELINE FILE. JSON: a list of paragraphs, each with its words and spaCy's answers for them.
"""

import json
import sys

import features
import spacy
from export import moves, without_crossing
from folders import ROOT
from spacy.tokens import Doc


def paragraphs():
    """The paragraphs of the plain texts, in the tokens of spaCy's English."""
    tokenizer = spacy.blank("en").tokenizer
    for path in sorted(path for path in (ROOT / "demo/documents").iterdir() if path.suffix in (".txt", ".md")):
        for paragraph in path.read_text(encoding="utf8").split("\n\n"):
            words = [token.text for token in tokenizer(paragraph) if not token.is_space]
            if len(words) > 3:
                yield words


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
    nlp = features.load(sys.argv[1])
    upper, kept = nlp.get_pipe("parser").model.get_ref("upper"), set(without_crossing(nlp))
    bias = upper.get_param("b").copy()
    bias[[at for at in range(len(moves(nlp, "parser"))) if at not in kept]] = -1e9
    upper.set_param("b", bias)
    with open(sys.argv[2], "w", encoding="utf8") as out:
        json.dump([answers(nlp, words) for words in paragraphs()], out, ensure_ascii=False)
        out.write("\n")
