#!/usr/bin/env bash
# Net::DHCP::Packet 0.696 for Perl gives the time offset of New York as 4294949296 seconds.
#
# Guess, before the run: -18000: option 2 is a number of seconds in two's complement, negative west of Greenwich (RFC 2132 section 3.4).
# Seen: the four bytes as an unsigned number, 136 years; Jakarta and the rest of the east are right. The value that was set as -18000 comes back so, too.
# A server that is tested in Europe or Asia shows nothing of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libnet-dhcp-perl=0.696+dfsg-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PERL5LIB=$PWD/usr/share/perl5

cat > run.pl <<'CODE'
use strict;
use warnings;
use Net::DHCP::Packet;

for my $offset (25_200, 0, -12_600, -18_000) {
    my $packet = Net::DHCP::Packet->new(Op => 2);
    $packet->addOptionValue(2, $offset);
    print "$offset: ", unpack('H*', $packet->getOptionRaw(2)), ' ', $packet->getOptionValue(2), "\n";
}
CODE

cat > expected <<'OUTPUT'
25200: 00006270 25200
0: 00000000 0
-12600: ffffcec8 4294954696
-18000: ffffb9b0 4294949296
OUTPUT

timeout 30 perl run.pl | tee seen
diff expected seen && echo "as found: Net::DHCP::Packet 0.696"
