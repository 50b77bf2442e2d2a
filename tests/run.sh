#!/usr/bin/env bash
# Builds everything, runs every test, and ends with one line: "N passed, N failed, N skipped".
# Installs what a fresh Debian machine lacks if it may (as root, or with sudo that asks nothing); else says what to install.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive

command -v dotnet >/dev/null || { echo "Install the .NET SDK named in global.json first."; exit 1; }

# Two browsers, fonts for all eight languages, a mail server to send to, a database server, and what reads QR codes.
missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
[ -e /usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf ] || missing+=(fonts-noto-core)
command -v postfix >/dev/null || missing+=(postfix)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v openssl >/dev/null || missing+=(openssl)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then as_root=(); elif sudo -n true 2>/dev/null; then as_root=(sudo -n -E); else
    echo "The tests need these packages. As root: apt-get install --no-install-recommends ${missing[*]}"; exit 1
  fi
  echo "Installing ${missing[*]} ..."
  "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || { echo "Couldn't install ${missing[*]}."; exit 1; }
fi

export SIGNPOSTING_CHROMIUM=${SIGNPOSTING_CHROMIUM:-$(command -v chromium || command -v google-chrome)}
export SIGNPOSTING_FIREFOX=${SIGNPOSTING_FIREFOX:-$(command -v firefox-esr || command -v firefox)}

dotnet build Signposting.sln -c Release --nologo -v quiet || { echo "The build failed."; exit 1; }

log=$(mktemp)
status=0
for project in tests/*/*.Tests.csproj tests/*/*.BrowserTests.csproj; do
  [ -e "$project" ] || continue
  # --minimum-expected-tests: a run that finds no test must not pass.
  dotnet test --project "$project" -c Release --no-build --minimum-expected-tests 1 "$@" 2>&1 | tee -a "$log" || status=1
done
sum() { grep -E "^ +$1: [0-9]+" "$log" | awk '{ n += $2 } END { print n + 0 }'; }
failed=$(sum failed)
[ "$failed" = 0 ] || status=1
# Once more at the end, because whoever reads a long log reads its end.
[ "$status" = 0 ] || { echo "What failed:"; grep -E -A 8 "^failed |: error " "$log" | cut -c 1-240 | head -150; }
echo "$(sum succeeded) passed, $failed failed, $(sum skipped) skipped"
rm -f "$log"
exit "$status"
