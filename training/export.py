"""Writes a trained pipeline as the weights file that the syntax room reads.

export.py PIPELINE FILE VERSION. Format: `CHSYNTAX`, format and length of the header as u32, the header (JSON: names and
shapes of the arrays, labels, seeds), the arrays as 16-bit floats if they say nothing else, the sha256 of all that; little
endian throughout. The lexicon's rows are bytes in steps of a 32nd, its keys the upper halves of the norms' hashes.
"""

import hashlib
import json
import struct
import sys
from pathlib import Path

import features
import numpy

FORMAT = 1
STEPS = 32


def parts(model, name):
    return [part for part in model.walk() if part.name == name]


def encoder(nlp):
    """The arrays of the shared encoder, and the seeds of its hashed tables."""
    model = nlp.get_pipe("tok2vec").model
    for at, part in enumerate(parts(model, "hashembed")):
        yield f"E{at}", part.get_param("E")
    for at, (mix, norm) in enumerate(zip(parts(model, "maxout"), parts(model, "layernorm"), strict=True)):
        weight = mix.get_param("W")
        yield f"W{at}", weight.reshape(-1, weight.shape[-1])
        yield f"b{at}", mix.get_param("b")
        yield f"G{at}", norm.get_param("G")
        yield f"lb{at}", norm.get_param("b")


def lexicon(nlp):
    """The rows of the lexicon in the order of their keys, and the matrix that takes them to the encoder's width."""
    rows = {key >> 32: row for key, row in nlp.vocab.vectors.key2row.items()}
    if len(rows) != len(nlp.vocab.vectors.key2row):
        sys.exit("two words of the lexicon share a key; leave one out")
    order = [rows[key] for key in sorted(rows)]
    yield "lexicon.keys", numpy.array(sorted(rows), dtype="<u4")
    yield "lexicon.rows", numpy.rint(nlp.vocab.vectors.data[order] * STEPS).astype("i1")
    static = parts(nlp.get_pipe("tok2vec").model, "static_vectors")[0]
    yield "lexicon.columns", static.get_param("W").T


def taggers(nlp):
    for name, pipe in (("tag", "tagger"), ("upos", "morphologizer")):
        softmax = parts(nlp.get_pipe(pipe).model, "softmax")[0]
        yield f"{name}.W", softmax.get_param("W")
        yield f"{name}.b", softmax.get_param("b")


def transitions(nlp):
    for name, pipe in (("par", "parser"), ("ner", "ner")):
        model = nlp.get_pipe(pipe).model
        linear = parts(model.get_ref("tok2vec"), "linear")[-1]
        yield f"{name}.linW", linear.get_param("W")
        yield f"{name}.linb", linear.get_param("b")
        for part, key in (("lower", "lo"), ("upper", "up")):
            for param in ("W", "b", "pad") if part == "lower" else ("W", "b"):
                yield f"{name}.{key}{param}", model.get_ref(part).get_param(param)


def moves(nlp, pipe):
    system = nlp.get_pipe(pipe).moves
    return [system.get_class_name(at) for at in range(system.n_moves)]


def without_crossing(nlp):
    """The parser's moves but those for arcs that cross others: they are more than half of all moves, cost a twentieth
    of the time, and change nothing that is measured."""
    return [at for at, move in enumerate(moves(nlp, "parser")) if "||" not in move]


def is_whole(value):
    return value.dtype.kind in "iu"


def described(name, value):
    """What the header says of an array; the kind only where it is not that of the others."""
    kind = {"dtype": "u32" if value.dtype.kind == "u" else "i8"} if is_whole(value) else {}
    return {"name": name, "shape": list(value.shape), **kind}


def main(pipeline, target, version):
    nlp = features.load(pipeline)
    arrays = {name: numpy.ascontiguousarray(value) for make in (encoder, lexicon, taggers, transitions) for name, value in make(nlp)}
    kept = without_crossing(nlp)
    for name in ("par.upW", "par.upb"):
        arrays[name] = arrays[name][kept]
    header = {
        "version": version,
        "dtype": "f16",
        "arrays": [described(name, value) for name, value in arrays.items()],
        "lexicon": arrays["lexicon.rows"].shape[1],
        "seeds": [int(part.attrs["seed"]) for part in parts(nlp.get_pipe("tok2vec").model, "hashembed")],
        "width": arrays["G0"].shape[0],
        "pieces": arrays["b0"].shape[-1],
        "depth": sum(name.startswith("W") for name in arrays) - 1,
        "hidden": arrays["par.linb"].shape[0],
        "tags": list(nlp.get_pipe("tagger").labels),
        "upos": [label.removeprefix("POS=") for label in nlp.get_pipe("morphologizer").labels],
        "moves": [moves(nlp, "parser")[at] for at in kept],
        "name_moves": moves(nlp, "ner"),
        "norms": features.NORMS,
    }
    text = json.dumps(header, ensure_ascii=False).encode()
    body = b"CHSYNTAX" + struct.pack("<II", FORMAT, len(text)) + text
    body += b"".join((value if is_whole(value) else value.astype("<f2")).tobytes() for value in arrays.values())
    Path(target).write_bytes(body + hashlib.sha256(body).digest())
    print(f"{len(body) + 32} bytes, {sum(value.size for value in arrays.values())} weights")


if __name__ == "__main__":
    main(*sys.argv[1:])
