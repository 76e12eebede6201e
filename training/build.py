"""The treebanks, twice, and the labelled texts, in one file: documents of at most six sentences, shuffled."""

import json
import random

from folders import TREEBANKS, WORK
from spacy.tokens import DocBin
from treebank import ATTRIBUTES, document, groups, vocabulary

SIZE = 6
# The mean log probability of a sentence's arcs below which the teacher is not believed.
SURE = -0.35


def labelled():
    """Runs of consecutive sentences that have a tree."""
    for line in open(WORK / "labelled.jsonl", encoding="utf8"):
        group = []
        for one in json.loads(line)["sentences"]:
            is_good = one.get("sure", -1) >= SURE
            if group and (not is_good or len(group) >= SIZE):
                yield group
                group = []
            if is_good:
                group.append(one)
        if group:
            yield group


if __name__ == "__main__":
    names = map(json.loads, open(WORK / "treebank-names.jsonl", encoding="utf8"))
    gold = [group for treebank in TREEBANKS for group in groups(treebank, "train", SIZE, names)]
    silver = list(labelled())
    count = lambda parts: sum(len(one["w"]) for part in parts for one in part)
    print(f"{count(gold)} tokens of treebanks, {count(silver)} labelled")
    everything = gold + gold + silver
    random.Random(1).shuffle(everything)
    words, store = vocabulary(), DocBin(attrs=ATTRIBUTES)
    for group in everything:
        store.add(document(words, group))
    store.to_disk(WORK / "train.spacy")
