"""The teacher's tags and trees for the sample and the marked texts, and for the web text.

The tags of the web text are the teacher's and the tagger's together: on EWT dev, UPOS .959 where either alone has .954.
All of the web text; all of CrossNER, re3d and the readouts, then other texts of the sample drawn at random, 3,150 texts in
all. A sentence of over 90 tokens, and one whose best arcs are no tree, gets none.
"""

import json
import random

import torch
from features import load
from folders import WORK
from teacher import Sentences, Teacher

MOST_TEXTS, LONGEST = 3150, 90
# What the teacher's word weighs beside the tagger's.
TEACHER = 0.65


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


class Tagger:
    """The network of `tagger.cfg`, its answers in the order of the teacher's labels."""

    def __init__(self, names):
        self.nlp = load(WORK / "tagger" / "model-best")
        self.pipes = {"tag": self.nlp.get_pipe("tagger"), "pos": self.nlp.get_pipe("morphologizer")}
        self.places = {
            key: [list(names[key].values()).index(label.removeprefix("POS=")) for label in pipe.labels]
            for key, pipe in self.pipes.items()
        }

    def likely(self, words):
        """For tags and UPOS, how likely each label is of each word."""
        from spacy.tokens import Doc

        document = self.nlp.get_pipe("tok2vec")(Doc(self.nlp.vocab, words=words))
        made = {}
        for key, pipe in self.pipes.items():
            likely = torch.zeros(len(words), len(self.places[key]))
            likely[:, self.places[key]] = torch.softmax(torch.from_numpy(pipe.model.predict([document])[0]), -1)
            made[key] = likely
        return made


def label_together(model, tagger, one, scores):
    """Tags of one sentence by both, and how sure they are of its UPOS."""
    n, likely = len(one["w"]), tagger.likely(one["w"])
    for key, of_teacher in scores.items():
        both = TEACHER * torch.softmax(of_teacher[:n], -1) + (1 - TEACHER) * likely[key]
        one[key] = [model.names[key][at] for at in both.argmax(-1).tolist()]
        if key == "pos":
            one["sure_pos"] = both.max(-1).values.log().mean().item()


def label(model, sentences, parsed, names, tagger=None):
    batch = parsed.tensors(sentences)
    tag, pos, arcs, child, head = model(batch)
    heads = arcs.argmax(-1)
    relations = model.relations(child, head, heads).argmax(-1)
    sure = torch.log_softmax(arcs, -1).max(-1).values
    for row, at in enumerate(sentences):
        n, one = len(names[at]["w"]), names[at]
        one["tag"] = [model.names["tag"][label] for label in tag.argmax(-1)[row, :n].tolist()]
        one["pos"] = [model.names["pos"][label] for label in pos.argmax(-1)[row, :n].tolist()]
        if tagger:
            label_together(model, tagger, one, {"tag": tag[row], "pos": pos[row]})
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
    web = [json.loads(line) for line in open(WORK / "web.jsonl", encoding="utf8")]
    for texts, tagger, name in ((chosen(), None, "labelled"), (web, Tagger(model.names), "labelled-web")):
        short = [one for text in texts for one in text["sentences"] if len(one["w"]) <= LONGEST]
        parsed = Sentences(short, labels)
        with torch.no_grad():
            for indices in parsed.batches(4000):
                label(model, indices, parsed, short, tagger)
        with open(WORK / f"{name}.jsonl", "w", encoding="utf8") as out:
            for text in texts:
                out.write(json.dumps(text, ensure_ascii=False) + "\n")
