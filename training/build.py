"""The treebanks, twice, and the labelled texts, in one file: documents of at most six sentences, shuffled.

What ends in a word for an agreement, an event or an office is no organisation, whatever the names' model said.
"""

import json
import random

from folders import TREEBANKS, WORK
from spacy.tokens import DocBin
from treebank import ATTRIBUTES, document, groups, vocabulary

SIZE = 6
# The mean log probability of a sentence's arcs, and of web text its UPOS, below which the teacher is not believed.
SURE, SURE_POS = -0.35, -0.2

LAWS = set(
    "accord agreement charter communique convention declaration framework memorandum pact package plan protocol resolution"
    " roadmap strategy strategies treaty act action initiative program programme partnership policy agreements measures"
    " corridor".split()
)
EVENTS = set(
    "anniversary campaign conference congress congresses consultations dialogue exercise festival games meeting ministerial"
    " negotiations round summit summits talks week forum".split()
)
OFFICES = set(
    "adviser advisers advisor advisors ambassador chair chairman chairperson commissioner coordinator deputy director envoy"
    " governor leader leaders minister ministers officer president presidents representative secretary secretaries speaker"
    " spokesperson spokesman".split()
)
BARE = set("party state states government parliament administration nation country indo-pacific euro-atlantic".split())


def mended(one):
    """A sentence whose organisations are bodies."""
    names = []
    for start, end, kind in one["names"] or []:
        last, is_long = one["w"][end - 1].lower(), end - start > 1
        if kind == "organisation":
            if last in OFFICES or not is_long and last in BARE:
                continue
            if is_long and last in LAWS | EVENTS:
                kind = "law" if last in LAWS else "event"
        names.append([start, end, kind])
    return one if one["names"] is None else {**one, "names": names}


def web():
    """The sentences of the web text of which the teacher is sure, as they stand together."""
    for line in open(WORK / "labelled-web.jsonl", encoding="utf8"):
        sentences = json.loads(line)["sentences"]
        group = [one for one in sentences if one.get("sure", -1) >= SURE and one["sure_pos"] >= SURE_POS]
        if group:
            yield group


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
    everything = [[mended(one) for one in group] for group in gold + gold + silver] + list(web())
    random.Random(1).shuffle(everything)
    words, store = vocabulary(), DocBin(attrs=ATTRIBUTES)
    for group in everything:
        store.add(document(words, group))
    store.to_disk(WORK / "train.spacy")
