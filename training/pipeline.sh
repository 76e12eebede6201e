#!/usr/bin/env bash
# `chancery extract` and the Python pipeline of ../shared/peers side by side: the
# same texts, two threads against two processes, one run.
#
#     training/pipeline.sh ../shared/data/readouts/white_house_2021_2023.jsonl.gz [N]
#
# Every Nth text is read by both (40 unless told), and all of them by Chancery.
# The pipeline reads what its own measurement reads: text in, rows of SQLite out.
# Installs it by itself. Its folder is ../shared/peers unless PEERS tells another.
set -euo pipefail
file=$(realpath "$1")
every=${2:-40}
cd "$(dirname "$0")/.."
peers=$(realpath "${PEERS:-../shared/peers}")
work=${WORK:-$PWD/target/training}
export PEERS_HOME=$work/pipeline-home
mkdir -p "$PEERS_HOME/data"
if ! [ -f "$work/pipeline/.ready" ]; then
    python3 -m venv "$work/pipeline"
    "$work/pipeline/bin/pip" install -q -U pip
    "$work/pipeline/bin/pip" install -q -r "$peers/requirements.txt"
    touch "$work/pipeline/.ready"
fi
cargo build --quiet --release -p chancery
unpack=cat
[[ $file == *.gz ]] && unpack="gzip -dc"
$unpack "$file" >"$work/all.jsonl"
"$work/pipeline/bin/python" - "$work/all.jsonl" "$every" "$work" "$PEERS_HOME/data/corpus.jsonl" <<'PYTHON'
import json, re, sys

source, every, work, theirs = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
articles = [json.loads(line) for line in open(source, encoding="utf-8")]
for article in articles:
    # Days of publication are cut short in some copies; the address has them whole.
    article.pop("published", None)


def write(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def day(article):
    found = re.search(r"/(\d{4})/(\d\d)/(\d\d)/", article.get("url", ""))
    return "-".join(found.groups()) if found else "2022-01-01"


some = articles[::every]
write(f"{work}/ours-all.jsonl", articles)
write(f"{work}/ours-some.jsonl", some)
write(theirs, [{"id": str(n), "date": day(a), "text": a["text"]} for n, a in enumerate(some)])
PYTHON

seconds() {
    local start end
    start=$(date +%s.%N)
    target/release/chancery extract --jobs 2 "$1" >"$work/ours.out"
    end=$(date +%s.%N)
    awk -v start="$start" -v end="$end" 'BEGIN { print end - start }'
}
rate() {
    awk -v n="$(wc -l <"$1")" -v seconds="$2" 'BEGIN { printf "%.1f", n / seconds }'
}
ours=$(rate "$work/ours-some.jsonl" "$(seconds "$work/ours-some.jsonl")")
n_some=$(wc -l <"$work/ours-some.jsonl")
theirs=$("$work/pipeline/bin/python" "$peers/bench.py" whole "$n_some" 2 | sed -n 's/.*docs\/s=\([0-9.]*\).*/\1/p')
all=$(rate "$work/ours-all.jsonl" "$(seconds "$work/ours-all.jsonl")")
awk -v n="$n_some" -v all="$(wc -l <"$work/ours-all.jsonl")" -v ours="$ours" -v theirs="$theirs" -v whole="$all" 'BEGIN {
    printf "%d texts: chancery extract --jobs 2   %8.1f documents/s (start included)\n", n, ours
    printf "%d texts: Python pipeline, 2 processes %7.1f documents/s (start left out)\n", n, theirs
    printf "ratio %.0f\n", ours / theirs
    printf "%d texts: chancery extract --jobs 2  %8.1f documents/s\n", all, whole
}'
