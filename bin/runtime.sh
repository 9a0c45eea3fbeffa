# Finds the Bun that the lock file pins: sets $runtime to it, or to nothing. Wants $root, the package's folder.
# It stands in the node_modules of a clone, or in one above an installed package. npm's install script moves the
# executable from @oven/bun-* to bun/bin/bun.exe, which before is only a stub that says that no script ran: so
# the first place that has one is right. Nothing is forked or read here: this is on the way of every start.

runtime=
from=$root
while :; do
  for candidate in "$from"/node_modules/@oven/bun-*/bin/bun "$from"/node_modules/bun/bin/bun.exe; do
    [ -x "$candidate" ] && runtime=$candidate && break 2
  done
  [ -n "$from" ] || break
  from=${from%/*}
done
