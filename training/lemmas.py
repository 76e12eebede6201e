"""Derives the lemmatiser's tables from treebanks in CoNLL-U.

    python3 training/lemmas.py TREEBANK...

Writes crates/syntax/data/inflections.tsv (what an ending becomes, by tag) and
crates/syntax/data/lemmas.tsv (words that the endings get wrong). Both state facts
of the language; no sentence of a treebank is kept. `rule` below and
crates/syntax/src/lemma.rs must say the same.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

DATA = Path(__file__).parent.parent / "crates" / "syntax" / "data"

# Tags that inflect, and the tag whose endings they share.
GROUPS = {
    "VBD": "VBD", "VBN": "VBD", "VBG": "VBG", "VBZ": "VBZ", "NNS": "NNS", "NNPS": "NNS",
    "JJR": "JJR", "RBR": "JJR", "JJS": "JJS", "RBS": "JJS",
}
LONGEST = 5
"""The longest ending, in letters."""
LEAST_WORDS = 3
"""An ending is a rule if at least this many words bear it out."""
LONG = "oxoxox"
"""What stands for the rest of a long word."""

# Irregular verbs: dictionary form, past, participle. Source: editor.
IRREGULAR = """
arise arose arisen,awake awoke awoken,bear bore borne/born,beat beat beaten,become became become
begin began begun,bend bent bent,beset beset beset,bet bet bet,bid bid/bade bid/bidden,bind bound bound
bite bit bitten,bleed bled bled,blow blew blown,break broke broken,breed bred bred,bring brought brought
broadcast broadcast broadcast,build built built,burn burnt burnt,burst burst burst,buy bought bought
cast cast cast,catch caught caught,choose chose chosen,cling clung clung,come came come,cost cost cost
creep crept crept,cut cut cut,deal dealt dealt,dig dug dug,do did done,draw drew drawn,dream dreamt dreamt
drink drank drunk,drive drove driven,dwell dwelt dwelt,eat ate eaten,fall fell fallen,feed fed fed
feel felt felt,fight fought fought,find found found,flee fled fled,fling flung flung,fly flew flown
forbid forbade forbidden,forecast forecast forecast,foresee foresaw foreseen,forget forgot forgotten
forgive forgave forgiven,forgo forwent forgone,freeze froze frozen,get got gotten/got,give gave given
go went gone,grind ground ground,grow grew grown,hang hung hung,have had had,hear heard heard
hide hid hidden,hit hit hit,hold held held,hurt hurt hurt,input input input,keep kept kept
kneel knelt knelt,know knew known,lay laid laid,lead led led,lean leant leant,leap leapt leapt
learn learnt learnt,leave left left,lend lent lent,let let let,lie lay lain,light lit lit,lose lost lost
make made made,mean meant meant,meet met met,mislead misled misled,mistake mistook mistaken
misunderstand misunderstood misunderstood,offset offset offset,outdo outdid outdone,overcome overcame overcome
overhear overheard overheard,override overrode overridden,oversee oversaw overseen,overtake overtook overtaken
overthrow overthrew overthrown,partake partook partaken,pay paid paid,prove proved proven,put put put
quit quit quit,read read read,rebuild rebuilt rebuilt,redo redid redone,remake remade remade
repay repaid repaid,reset reset reset,rethink rethought rethought,rewrite rewrote rewritten
rid rid rid,ride rode ridden,ring rang rung,rise rose risen,run ran run,saw sawed sawn,say said said
see saw seen,seek sought sought,sell sold sold,send sent sent,set set set,sew sewed sewn,shake shook shaken
shed shed shed,shine shone shone,shoot shot shot,show showed shown,shrink shrank shrunk,shut shut shut
sing sang sung,sink sank sunk,sit sat sat,sleep slept slept,slide slid slid,sling slung slung,slit slit slit
smell smelt smelt,sow sowed sown,speak spoke spoken,speed sped sped,spell spelt spelt,spend spent spent
spill spilt spilt,spin spun spun,split split split,spoil spoilt spoilt,spread spread spread,spring sprang sprung
stand stood stood,steal stole stolen,stick stuck stuck,sting stung stung,stink stank stunk,stride strode stridden
strike struck struck/stricken,string strung strung,strive strove striven,swear swore sworn,sweep swept swept
swell swelled swollen,swim swam swum,swing swung swung,take took taken,teach taught taught,tear tore torn
tell told told,think thought thought,thrive throve thriven,throw threw thrown,thrust thrust thrust
tread trod trodden,undergo underwent undergone,understand understood understood,undertake undertook undertaken
undo undid undone,uphold upheld upheld,upset upset upset,wake woke woken,wear wore worn,weave wove woven
weep wept wept,win won won,wind wound wound,withdraw withdrew withdrawn,withhold withheld withheld
withstand withstood withstood,wring wrung wrung,write wrote written
"""

# Endings of adjectives that come from names and keep their capital.
PROPER = ("ian", "ean", "ese", "can", "eli", "aqi", "udi", "uti", "emi", "stani", "deshi", "qatari")
KEEP = {"NNP", "NNPS", "ADD", "FW", "GW"}

# Irregular by nature: kept even if they are seen once.
ALWAYS = {"VBD", "VBN", "NNS", "JJR", "JJS"}


# Words whose regular forms are easily taken for those of another. Source: editor.
VERBS = """
abdicate accede adhere align appease avenge besiege bomb cede censure chide coalesce cohere collide compile
concede conclude confide connive convene convoke corrode curtail decide decline decree deride detonate devolve
divide dissuade empower enlarge enrage erode evade evoke exclude exhale exile explode fade fine glide hide implode
impede incline interfere intercede intervene invade invoke label model mediate mime mine opine panic persevere
persuade picnic pledge precede preclude prescribe preside profile provide provoke rebuke recede recline recede
reconcile recuse refine refute reside revere revile revise revoke ripen secede seclude signal smell spell stroke
subside supersede time travel traverse undermine undertake unveil veto wade waive wane wipe yield
"""
NOUNS = """
ache axe cache canoe chassis crisis headquarters means oboe potato series species tomato hero echo veto embargo
"""
SAME = {"series", "species", "headquarters", "means", "chassis", "crossroads", "barracks", "aircraft"}


def rows(paths):
    for path in paths:
        for line in Path(path).read_text(encoding="utf8").split("\n"):
            if re.match(r"\d+\t", line):
                cells = line.split("\t")
                if cells[2] != "_":
                    yield cells[1], cells[2], cells[3], cells[4]


def plain(form):
    return re.sub("[’‘`ʼ]", "'", form.lower())


def inflect(form, group, endings):
    """What the longest ending of `form` makes of it."""
    small = form.lower()
    for length in range(min(LONGEST, len(small) - 1), 0, -1):
        found = endings.get((group, small[-length:]))
        if found is not None:
            whole = completed(small, small[:-length] + found)
            added = whole[len(small) - length :]
            return form[:-length] + (added.upper() if form.isupper() and len(form) > 2 else added)
    return form


def completed(form, stem):
    """The stem with the `e` that it lost before a vowel: one syllable that would
    have doubled its last letter (`timed`), or a letter that ends no word
    (`recycled`, `deceived`)."""
    lost = form.startswith(stem) and form[len(stem) : len(stem) + 1] in ("e", "i")
    if lost and re.search("^[^aeiou]*[aeiou][^aeiouwxyh]$|[^aeioulrw]l$|[vu]$|[^iaos]c$", stem):
        return stem + "e"
    return stem


def keeps_case(form, upos, penn):
    if upos in ("PROPN", "X", "SYM") or penn in KEEP:
        return True
    if form.isupper() and (upos == "NUM" or penn == "NN" and len(form) == 1):
        return True
    return penn == "JJ" and form[0].isupper() and form[1:].islower() and form.lower().endswith(PROPER)


def rule(form, upos, penn, endings):
    """The lemma by rule alone."""
    if upos == "PUNCT" or upos == "SYM":
        return form.translate(str.maketrans("“”„‘’`–—", "\"\"\"'''--"))
    if upos == "NUM" and re.fullmatch(r"\d+(,\d+)+(\.\d+)?", form):
        return form.replace(",", "")
    made = form
    if upos == "VERB" and penn == "NNP":
        made = inflect(form, "VBG" if form.lower().endswith("ing") else "VBD", endings)
    elif penn in GROUPS and not form[0].isdigit():
        made = inflect(form, GROUPS[penn], endings)
    return made if keeps_case(form, upos, penn) else made.lower()


def syllables(word):
    return len(re.findall("[aeiouy]+", word[:-1] if word.endswith("e") else word))


def doubles(word):
    """Whether the last letter may double: one vowel before one consonant."""
    return re.search("[^aeiou][aeiou][^aeiouwxyh]$", word) or re.search("qu[aeiou][^aeiouwxyh]$", word)


def stems(word):
    """How a word is written before an ending with a vowel."""
    if re.search("[^aeiou]y$", word):
        return [word[:-1] + "i"]
    if word.endswith("e"):
        return [word[:-1]]
    if not doubles(word):
        return [word]
    return [word + word[-1]] if syllables(word) == 1 else [word, word + word[-1]]


def with_s(word):
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|z|ch|sh|[^aeiou]o)$", word) else "s")


def inflections(word, upos):
    """The regular forms of a word."""
    if upos == "VERB":
        yield with_s(word), "VBZ"
        for stem in stems(word + "k" if word.endswith("ic") else word):
            yield stem + "ed", "VBD"
            yield stem + "ed", "VBN"
        if word.endswith("ie"):
            yield word[:-2] + "ying", "VBG"
        elif re.search("[eoy]e$|[^aeiou]y$", word):
            yield word + "ing", "VBG"
        else:
            for stem in stems(word + "k" if word.endswith("ic") else word):
                yield stem + "ing", "VBG"
    elif upos == "NOUN":
        yield with_s(word), "NNS"
    elif upos == "ADJ" and syllables(word) < 3:
        for stem in stems(word):
            yield stem + "er", "JJR"
            yield stem + "est", "JJS"


def regular(base, words):
    """Forms that were not seen, of words that were."""
    made = {(word, "NNS"): word for word in SAME}
    known = base + Counter({(word, "VERB"): 2 for word in VERBS.split()})
    known += Counter({(word, "NOUN"): 2 for word in NOUNS.split() if word not in SAME})
    irregular = [forms.split() for forms in IRREGULAR.strip().replace("\n", ",").split(",")]
    for word, _, _ in irregular:
        made[with_s(word), "VBZ"] = word
        made.update({(form, penn): word for form, penn in inflections(word, "VERB") if penn == "VBG"})
    for (word, upos), n_seen in known.most_common():
        if word.isascii() and word.isalpha() and len(word) > 2 and word.islower() and n_seen > 1:
            for form, penn in inflections(word, upos):
                if (form, penn) not in words:
                    made.setdefault((form, penn), word)
    for word, past, participle in irregular:
        made.update({(form, "VBD"): word for form in past.split("/")})
        made.update({(form, "VBN"): word for form in participle.split("/")})
    return {key: lemma for key, lemma in made.items() if key not in words}


def learn(words):
    """Endings that most words with them bear out, the longer where the shorter
    fail."""
    scripts = defaultdict(lambda: defaultdict(Counter))
    for (form, penn), lemma in words.items():
        if penn not in GROUPS or not form.isalpha():
            continue
        lemma = lemma.lower()
        shared = 0
        while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
            shared += 1
        cut, add = form[shared:], lemma[shared:]
        for length in range(1, min(LONGEST, len(form) - 1) + 1):
            if length >= len(cut):
                ending = form[-length:]
                scripts[GROUPS[penn]][ending][ending[: length - len(cut)] + add] += 1
    endings = {}
    for group, found in scripts.items():
        for ending in sorted(found, key=len):
            best, n_words = found[ending].most_common(1)[0]
            total = sum(found[ending].values())
            if n_words < LEAST_WORDS or n_words * 2 <= total:
                continue
            if inflect(LONG + ending, group, endings) != LONG + best:
                endings[group, ending] = best
    return endings


def write(name, head, comment, table):
    lines = sorted("\t".join(row) for row in table)
    text = "\n".join([f"# {comment}", "\t".join(head), *lines]) + "\n"
    (DATA / name).write_text(text, encoding="utf8")
    print(name, len(lines))


def facts(paths):
    """What is seen: lemmas by form and tag, ways to write each, and base forms."""
    seen, shown, base = defaultdict(Counter), defaultdict(Counter), Counter()
    for form, lemma, upos, penn in rows(paths):
        seen[plain(form), penn][lemma] += 1
        shown[plain(form), penn][form, upos] += 1
        base[lemma, upos] += 1
    return seen, shown, base


def exceptions(seen, shown, endings):
    """What was seen and the endings get wrong."""
    for (form, penn), lemmas in seen.items():
        lemma, n_seen = lemmas.most_common(1)[0]
        ways = shown[form, penn]
        right = sum(n for (way, upos), n in ways.items() if rule(way, upos, penn, endings) == lemma)
        # What a name's lemma is, the way it is written tells; only a plural is a fact.
        is_open = penn in ("NNP", "ADD", "FW", "GW", "NFP") or any(letter.isdigit() for letter in form)
        if is_open or right >= n_seen or n_seen * 2 <= sum(ways.values()):
            continue
        by_nature = penn in ALWAYS and form.isalpha() and lemma.islower()
        if n_seen >= 2 or by_nature:
            yield form, penn, lemma


def main(paths):
    seen, shown, base = facts(paths)
    words = {key: lemmas.most_common(1)[0][0] for key, lemmas in seen.items()}
    made = regular(base, words)
    endings = learn({**made, **words})
    table = {(form, penn): lemma for form, penn, lemma in exceptions(seen, shown, endings)}
    for (form, penn), lemma in made.items():
        if rule(form, "VERB", penn, endings) != lemma:
            table.setdefault((form, penn), lemma)
    source = "Source: facts of English as UD English-EWT and the openly licensed parts of GUM bear them out; training/lemmas.py."
    write("inflections.tsv", ("tag", "ending", "becomes"), f"What an ending becomes in the dictionary form; the longest counts. {source}",
          [(group, ending, best) for (group, ending), best in endings.items()])
    write("lemmas.tsv", ("form", "tag", "lemma"), f"Words whose dictionary form their ending does not tell, in small letters with straight apostrophes. {source}",
          [(form, penn, lemma) for (form, penn), lemma in table.items()])
    return endings, table


def evaluate(endings, exceptions, path):
    right = total = 0
    wrong = Counter()
    for form, lemma, upos, penn in rows([path]):
        told = exceptions.get((plain(form), penn)) or rule(form, upos, penn, endings)
        total += 1
        right += told == lemma
        if told != lemma:
            wrong[form, upos, penn, lemma, told] += 1
    print(path, right / total)
    return wrong


if __name__ == "__main__":
    main(sys.argv[1:])
