#!/bin/sh
# Installs the browser that crates/web/tests/browser.rs drives (Debian, Ubuntu
# runners of today have one).
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null; then
        echo "$name is here"
        exit 0
    fi
done
apt-get update
apt-get install --yes --no-install-recommends chromium
