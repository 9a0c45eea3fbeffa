#!/usr/bin/env bash
# haproxy-log-analysis 2.0b0 counts no request of a client with an IPv6 address.
#
# Guess, before the run: the count of requests is the number of lines, also with captured headers or the plus signs of `option logasap`.
# Seen: all of these are read, except lines whose client has an IPv6 address, or an IPv4 address as HAProxy shows it on a socket for both: they are invalid.
# All figures are of the IPv4 clients alone, and look like those of everyone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-haproxy-log-analysis=2.0~b0-4 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
from haproxy.line import Line

LINE = 'Jan  1 12:00:00 balancer haproxy[123]: %s:40000 [01/Jan/2026:12:00:00.123] front~ back/srv1 10/0/30/69/%s 200 %s - - ---- 1/1/1/1/0 0/0 %s"GET / HTTP/1.1"'
for name, fields in {
    "plain": ("192.0.2.10", "109", "2750", ""),
    "captured headers": ("192.0.2.10", "109", "2750", "{a|b} {c} "),
    "logasap": ("192.0.2.10", "+109", "+2750", ""),
    "IPv6": ("2001:db8::1", "109", "2750", ""),
    "IPv4 in IPv6": ("::ffff:192.0.2.10", "109", "2750", ""),
}.items():
    print(name, Line(LINE % fields).valid)
CODE

cat > expected <<'OUTPUT'
plain True
captured headers True
logasap True
IPv6 False
IPv4 in IPv6 False
OUTPUT

timeout 30 python3 -W ignore run.py | tee seen
diff expected seen && echo "as found: haproxy-log-analysis 2.0b0"
