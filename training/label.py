"""The teacher's tags and trees for the sample and the marked texts.

All of CrossNER, re3d and the readouts, then other texts of the sample drawn at random, 3,150 texts in all. A sentence of
over 90 tokens, and one whose best arcs are no tree, gets none.
"""

import json
import random

import torch
from folders import WORK
from teacher import Sentences, Teacher

MOST_TEXTS, LONGEST = 3150, 90


def is_tree(heads):
    """One root, and every word leads to it. Heads count from 1."""
    if heads.count(0) != 1:
        return False
    for head in heads:
        steps = 0
        while head and steps <= len(heads):
            head, steps = heads[head - 1], steps + 1
        if head:
            return False
    return True


def chosen():
    texts = [json.loads(line) for name in ("named", "marked") for line in open(WORK / f"{name}.jsonl", encoding="utf8")]
    random.Random(9).shuffle(texts)
    wanted = ("crossner", "re3d", "readout")
    texts.sort(key=lambda text: not any(word in text["source"] for word in wanted))
    return texts[:MOST_TEXTS]


def label(model, sentences, parsed, names):
    batch = parsed.tensors(sentences)
    tag, pos, arcs, child, head = model(batch)
    heads = arcs.argmax(-1)
    relations = model.relations(child, head, heads).argmax(-1)
    sure = torch.log_softmax(arcs, -1).max(-1).values
    for row, at in enumerate(sentences):
        n, one = len(names[at]["w"]), names[at]
        one["tag"] = [model.names["tag"][label] for label in tag.argmax(-1)[row, :n].tolist()]
        one["pos"] = [model.names["pos"][label] for label in pos.argmax(-1)[row, :n].tolist()]
        if is_tree(heads[row, :n].tolist()):
            one["head"] = heads[row, :n].tolist()
            one["dep"] = [model.names["dep"][label] for label in relations[row, :n].tolist()]
            one["sure"] = sure[row, :n].mean().item()


if __name__ == "__main__":
    labels = json.loads((WORK / "teacher.json").read_text())
    model = Teacher(labels)
    model.load_state_dict(torch.load(WORK / "teacher.pt"))
    model.eval()
    model.names = {key: {at: name for name, at in labels[key].items()} for key in ("tag", "pos", "dep")}
    texts = chosen()
    short = [one for text in texts for one in text["sentences"] if len(one["w"]) <= LONGEST]
    parsed = Sentences(short, labels)
    with torch.no_grad():
        for indices in parsed.batches(4000):
            label(model, indices, parsed, short)
    with open(WORK / "labelled.jsonl", "w", encoding="utf8") as out:
        for text in texts:
            out.write(json.dumps(text, ensure_ascii=False) + "\n")
