"""The features of a token as the syntax room computes them, for spaCy.

Registered as the language "chancery": import this file with --code.
"""

import spacy
from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language

DIGITS = str.maketrans("123456789", "000000000")

# Forms that are written in several ways and mean the same to a parser.
NORMS = {form: "~" + means for means, forms in {
    '"': "“ ” „ « » `` '' ″",
    "'": "‘ ` ‚ ‹ › ′",
    "-": "– — − ‐ ‑ -- --- ― ——",
    "...": "… .. .... …. ..…",
    "$": "£ € ¥ ₩ ₹ ₫ ₽ ฿ US$ A$ C$ NZ$ S$ HK$ ₭",
    "n't": "n’t nt",
    "'s": "’s",
}.items() for form in forms.split()}


def norm(form: str) -> str:
    return NORMS.get(form) or "~" + form.lower().translate(DIGITS).replace("’", "'")


def prefix(form: str) -> str:
    return "~" + form[:3]


def suffix(form: str) -> str:
    return "~" + form[-3:]


def shape(form: str) -> str:
    if len(form) >= 100:
        return "~LONG"
    made, last, run = ["~"], "", 0
    for letter in form:
        kind = letter
        if letter.isalpha():
            kind = "X" if letter.isupper() else "x"
        elif letter in "0123456789":
            kind = "d"
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 4:
            made.append(kind)
    return "".join(made)


class Defaults(Language.Defaults):
    lex_attr_getters = {
        **Language.Defaults.lex_attr_getters,
        NORM: norm,
        PREFIX: prefix,
        SUFFIX: suffix,
        SHAPE: shape,
    }


@spacy.registry.languages("chancery")
class Chancery(Language):
    lang = "chancery"
    Defaults = Defaults


@spacy.registry.callbacks("chancery.norms")
def norms():
    """Puts spaCy's own table of norms aside."""

    def after(nlp):
        nlp.vocab.lex_attr_getters[NORM] = norm
        return nlp

    return after
