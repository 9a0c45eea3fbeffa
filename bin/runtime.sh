# Finds the Bun that the lock file pins: sets $runtime to it, or to nothing. Wants $root, the package's folder.
# It stands in the node_modules of a clone, or in one above an installed package. Where npm ran no install
# scripts, bun/bin/bun.exe is a stub (a script of echo lines) and the executable is still in @oven/bun-*.
# Nothing is forked here: this is on the way of every start.

runtime=
from=$root
while :; do
  for candidate in "$from"/node_modules/bun/bin/bun.exe "$from"/node_modules/@oven/bun-*/bin/bun; do
    [ -x "$candidate" ] || continue
    IFS= read -r first <"$candidate" 2>/dev/null
    case $first in
      echo*) ;;
      *) runtime=$candidate && break 2 ;;
    esac
  done
  [ -n "$from" ] || break
  from=${from%/*}
done
