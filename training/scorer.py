"""Would a learned scorer beat the hand rules of the finding room? Held out by outlet.

    SHARED=../shared python training/scorer.py RECORDS.jsonl...

For every annotated item and the one that `score.py` pairs with it: the act of a
statement, the force and the areas of a commitment, as the rules have them, as a
logistic regression over the item's words has them, and as one that knows the rules'
answer too. Each outlet is judged by what was learned from the others. DESIGN.md has
the figures. The records are those of `chancery extract --with-text`. Nothing is
written. Wants scikit-learn.
"""

import collections
import json
import sys
from pathlib import Path

from folders import RULES, SHARED
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MultiLabelBinarizer

LISTS = {"statements": ["speech", "speech_noun", "feeling", "threat"], "commitments": ["commit", "commit_noun", "area"]}
# What is learned: the list, the field, and whether it has several values.
TASKS = [("statements", "act", False), ("commitments", "force", False), ("commitments", "areas", True)]


def phrases(name: str) -> dict[str, str]:
    """The phrases of a word list in all their forms, with what they mean."""
    rows = [line.split("\t") for line in (RULES / "lists" / f"{name}.tsv").read_text().splitlines()[1:]]
    return {form: row[2] for row in rows for form in [row[0], *filter(None, row[1].split("|"))]}


def features(item: dict, kind: str, text: str, lists: dict) -> dict[str, float]:
    """The words of an item, its pairs of words, and what the lists say of them."""
    words = " ".join(text[span["start"] : span["end"]] for span in item["evidence"]).lower().split()
    words = [word.strip(".,;:!?“”\"()") for word in words]
    found = {"by " + item["by"]: 1}
    for size in (1, 2, 3):
        for at in range(len(words) - size + 1):
            run = " ".join(words[at : at + size])
            if size < 3:
                found[f"words {run}"] = 1 / size
            for name in LISTS[kind]:
                if run in lists[name]:
                    found[f"list {name} {lists[name][run]}"] = 1
    return found


def pairs(paths: list[str]):
    """(list, outlet, features, annotated, found, whether scored) of every pair of every text."""
    sys.path.insert(0, str(SHARED / "score"))
    import score

    lists = {name: phrases(name) for names in LISTS.values() for name in names}
    read = [json.loads(line) for path in paths for line in Path(path).read_text().splitlines()]
    records = {Path(record["article"]["source"]).name: record for record in read}
    for folder in ("gold", "readouts/gold", "corpus/gold"):
        for path in sorted((SHARED / folder).glob("*.json")):
            gold = json.loads(path.read_text())
            record = records[Path(gold.get("doc") or path.stem + ".txt").name]
            # The texts of the corpus have their outlet in the first letter of their names.
            outlet = {"gold": "founding", "readouts/gold": "readouts"}.get(folder, path.name[0])
            for kind in LISTS:
                wanted, got = gold.get(kind, []), record.get(kind, [])
                for i, j in score.match(kind, wanted, got):
                    seen = features(got[j], kind, record["article"]["text"], lists)
                    yield kind, outlet, seen, wanted[i], got[j], not wanted[i].get("optional")


def right(wanted: dict, field: str, answer, several: bool) -> float:
    """How right an answer is, as `score.py` has it."""
    if several:
        want, answer = set(wanted.get(field, [])), set(answer)
        return len(want & answer) / len(want | answer) if want | answer else 1.0
    return float(answer == wanted[field] or answer in wanted.get(field + "_also", []))


def learned(train: list, test: list, field: str, several: bool, knows: bool) -> list:
    """What a regression learned from `train` says of `test`."""

    def seen(row):
        told = row[4].get(field, [])
        hand = {f"rules {value}": 1 for value in (told if several else [told])}
        return {**row[2], **hand} if knows else row[2]

    values = [row[3].get(field, []) for row in train]
    regression = LogisticRegression(C=1, max_iter=500)
    if not several:
        model = make_pipeline(DictVectorizer(), regression).fit([seen(row) for row in train], values)
        return list(model.predict([seen(row) for row in test]))
    labels = MultiLabelBinarizer().fit(values)
    model = make_pipeline(DictVectorizer(), OneVsRestClassifier(regression))
    model.fit([seen(row) for row in train], labels.transform(values))
    likely = model.predict_proba([seen(row) for row in test])
    return [
        [label for label, p in zip(labels.classes_, row) if p >= 0.4] or [labels.classes_[row.argmax()]] for row in likely
    ]


def main():
    rows = list(pairs(sys.argv[1:]))
    for kind, field, several in TASKS:
        own = [row for row in rows if row[0] == kind]
        total = collections.Counter()
        for outlet in sorted({row[1] for row in own}):
            train = [row for row in own if row[1] != outlet]
            test = [row for row in own if row[1] == outlet and row[5]]
            answers = {"rules": [row[4].get(field, []) for row in test]}
            answers["scorer"] = learned(train, test, field, several, knows=False)
            answers["both"] = learned(train, test, field, several, knows=True)
            sums = {who: sum(right(r[3], field, a, several) for r, a in zip(test, said)) for who, said in answers.items()}
            total.update(sums, n=len(test))
            print(kind, field, outlet, len(test), {who: round(value / len(test), 3) for who, value in sums.items()})
        print(kind, field, "all", total["n"], {who: round(total[who] / total["n"], 3) for who in answers})


if __name__ == "__main__":
    main()
