#!/usr/bin/env bash
# Net::NTP 1.5 for Perl gives a root delay without its seconds and a root dispersion without its fraction.
#
# Guess, before the run: 1.5 and 1.5: both are in NTP short format, 16 bits of seconds and 16 of fraction (RFC 5905 section 6).
# Seen: 0.5 and 1: of a delay of one second, nothing is left, and of a usual dispersion of some milliseconds, nothing either.
# A server far from its clock looks as good as one that has a clock of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libnet-ntp-perl=1.5-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PERL5LIB=$PWD/usr/share/perl5

{
  for bytes in 00000000 00000800 00008000 00010000 00018000; do
    perl -MNet::NTP -e '
      my $times = pack("N N", 1767225600 + 2208988800, 0) x 4;
      my $reply = Net::NTP::Packet->decode(pack("C4 H8 H8 a4 a*", 0x24, 1, 6, 236, @ARGV, @ARGV, "GPS", $times), 1, 2);
      print "$ARGV[0]: delay $reply->{rootdelay}, dispersion $reply->{rootdisp}\n"' "$bytes"
  done
} | tee seen
diff seen - <<'OUTPUT' && echo "as found: Net::NTP 1.5"
00000000: delay 0, dispersion 0
00000800: delay 0.03125, dispersion 0
00008000: delay 0.5, dispersion 0
00010000: delay 0, dispersion 1
00018000: delay 0.5, dispersion 1
OUTPUT
