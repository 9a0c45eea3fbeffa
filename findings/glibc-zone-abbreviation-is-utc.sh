#!/usr/bin/env bash
# glibc: TZ=WIB, as people in Jakarta abbreviate their zone, is UTC with the name WIB on it.
#
# Guess, before the run: an unknown zone is shown as UTC, so that one can see that it was not understood.
# Seen: the clock is seven hours slow and says WIB; any word does this, also a misspelt city.
# Whoever checks the name of the zone and not the hour is confirmed in the mistake. It is why jam refuses `--zone WIB`.
set -euo pipefail
ldd --version | sed -n 1p
{
  for zone in Asia/Jakarta WIB WIB-7 Asia/Jakrata; do
    echo "$zone: $(TZ=$zone date -d @1767225600 '+%H:%M:%S %Z')"
  done
} | tee /dev/stderr | diff - <(
  cat <<'OUTPUT'
Asia/Jakarta: 07:00:00 WIB
WIB: 00:00:00 WIB
WIB-7: 07:00:00 WIB
Asia/Jakrata: 00:00:00 Asia
OUTPUT
) && echo "as found"
