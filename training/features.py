"""The features of a token as the syntax room computes them, for spaCy.

Registered as the language "chancery": import this file with --code.
"""

import spacy
from spacy.attrs import LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.vectors import Vectors
from thinc.api import Model, chain

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


# spaCy has only so many places for a feature of a word: the next two stand in those
# for its lower case and its language.
def short_prefix(form: str) -> str:
    return "~" + form[:2]


def long_suffix(form: str) -> str:
    return "~" + form[-5:].lower()


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
        LOWER: short_prefix,
    }


@spacy.registry.languages("chancery")
class Chancery(Language):
    lang = "chancery"
    Defaults = Defaults


@spacy.registry.callbacks("chancery.norms")
def norms():
    """Puts spaCy's own norms and its word for the language aside."""

    def after(nlp):
        nlp.vocab.lex_attr_getters[NORM] = norm
        nlp.vocab.lex_attr_getters[LANG] = long_suffix
        return nlp

    return after


def by_norm(vectors):
    """The same rows with norms for keys, which spaCy forgets when it writes them."""
    keys = list(vectors.key2row)
    return Vectors(data=vectors.data[[vectors.key2row[key] for key in keys]], keys=keys, attr="NORM")


@spacy.registry.callbacks("chancery.lexicon")
def lexicon(path: str):
    """Puts the rows that `lexicon.py` wrote into a pipeline."""

    def before(nlp):
        source = spacy.load(path).vocab
        for word in source.strings:
            nlp.vocab.strings.add(word)
        nlp.vocab.vectors = by_norm(source.vectors)

    return before


def load(path):
    """A trained pipeline, its lexicon looked up by norms."""
    nlp = spacy.load(path)
    nlp.vocab.vectors = by_norm(nlp.vocab.vectors)
    return nlp


@spacy.registry.architectures("chancery.Louder")
def louder(tok2vec: Model, by: float) -> Model:
    """The encoder as one of its users sees it, whose errors count `by` times in it: the parser's would drown them."""

    def forward(model, rows, is_train):
        return rows, lambda errors: [error * by for error in errors]

    width = tok2vec.get_dim("nO")
    return chain(tok2vec, Model("louder", forward, dims={"nI": width, "nO": width}))
