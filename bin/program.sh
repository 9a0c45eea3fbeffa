# Finds what serves: sets $program to the bundle that bin/build made, or to the source where a file of that is newer or
# the folder was moved. Wants $root, the package's folder. Nothing is forked here: this is on the way of every start.

program=$root/src/cli/main.ts
bundle=$root/dist/cli/main.js
if [ -f "$root/dist/inputs.sh" ] && . "$root/dist/inputs.sh" && [ "$built_in" = "$root" ]; then
  program=$bundle
  for input in $inputs; do
    [ "$root/$input" -nt "$bundle" ] && program=$root/src/cli/main.ts && break
  done
fi
