#!/bin/bash
# Fetch the vendored scripts again: npm's own client, fixed versions, and only what stands in the checksum file.
# A new version: change it here, run with --accept, look at the difference, and commit both files.
set -euo pipefail
cd "$(dirname "$0")/.."
HTMX=htmx.org@2.0.11
into=static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "$HTMX" >/dev/null && tar -xzf ./*.tgz)
mkdir -p "$into"
cp "$work/package/dist/htmx.min.js" "$into/htmx.min.js"
cp "$work/package/LICENSE" "$into/htmx.LICENSE"
if [ "${1:-}" = --accept ]; then
  (cd "$into" && sha256sum htmx.min.js htmx.LICENSE > SHA256SUMS)
fi
(cd "$into" && sha256sum --check SHA256SUMS)
