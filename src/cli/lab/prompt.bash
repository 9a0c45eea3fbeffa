# Read by the bash that `jam lab shell HOST` opens: the user's own settings, and a prompt that names the host.
if [ -f ~/.bashrc ]; then . ~/.bashrc; fi
PS1="$LAB_HOST:\w\$ "
