# Finds the Bun that the lock file pins: sets $runtime to its path, or to nothing. Needs $root, the package's folder.
# It is in the node_modules of a clone, or in one above an installed package. npm's install script moves the
# executable from @oven/bun-* to bun/bin/bun.exe, which until then is only a stub with an error message, so
# the first place that has one is right. Nothing is forked or read here, because every start runs this.

runtime=
from=$root
while :; do
  for candidate in "$from"/node_modules/@oven/bun-*/bin/bun "$from"/node_modules/bun/bin/bun.exe; do
    [ -x "$candidate" ] && runtime=$candidate && break 2
  done
  [ -n "$from" ] || break
  from=${from%/*}
done
