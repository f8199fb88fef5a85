#!/bin/bash
# Unpack the Fandol fonts of Debian's texlive-lang-chinese into the folder named; installs nothing and needs no root.
set -euo pipefail
into=$(realpath -m "$1")
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "fonts: this is no Debian" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
fetch() { apt-get download -q texlive-lang-chinese >/dev/null 2>&1; }
fetch || { [ "$(id -u)" = 0 ] && apt-get update -q >/dev/null 2>&1 && fetch; } ||
  { echo "fonts: apt-get cannot download texlive-lang-chinese; have root run: apt-get update" >&2; exit 1; }
dpkg-deb -x texlive-lang-chinese_*.deb x
mkdir -p "$into"
for face in Song-Regular Song-Bold Hei-Regular Kai-Regular; do
  cp "x/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol$face.otf" "$into/"
done
cp x/usr/share/doc/texlive-doc/fonts/fandol/* "$into/" 2>/dev/null || true
cp x/usr/share/doc/texlive-lang-chinese/copyright "$into/copyright-of-the-package"
# Last, since setup looks for this one.
cp x/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf "$into/"
