#!/usr/bin/env bash
# Convert::ASN1 0.33 for Perl writes a UTCTime of 1950 and reads it back as 2050.
#
# Guess, before the run: 500101000000Z is 1950 and 491231235959Z is 2049: in certificates, years from 50 on are in the 1900s (RFC 5280 section 4.1.2.5.1).
# Seen: 2050 for the first: Time::Local chooses the century that is nearer to today. What the library writes itself, it reads back as another time.
# The RFC is exact about the century, and here it depends on the year in which one reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libconvert-asn1-perl=0.33-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PERL5LIB=$PWD/usr/share/perl5

cat > run.pl <<'CODE'
use strict;
use warnings;
use Convert::ASN1;
use POSIX 'strftime';

my $asn = Convert::ASN1->new;
$asn->prepare('time UTCTime') or die $asn->error;
for my $text ('491231235959Z', '500101000000Z', '690720201740Z', '950101000000Z') {
    my $seconds = $asn->decode(pack 'CC a*', 23, length $text, $text)->{time};
    print "$text -> ", strftime('%Y-%m-%d', gmtime $seconds), "\n";
}
my $written = $asn->encode(time => -631_152_000);
print '1950-01-01 -> ', substr($written, 2), ' -> ', strftime('%Y-%m-%d', gmtime $asn->decode($written)->{time}), "\n";
CODE

cat > expected <<'OUTPUT'
491231235959Z -> 2049-12-31
500101000000Z -> 2050-01-01
690720201740Z -> 2069-07-20
950101000000Z -> 1995-01-01
1950-01-01 -> 500101000000Z -> 2050-01-01
OUTPUT

timeout 30 perl run.pl | tee seen
diff expected seen && echo "as found: Convert::ASN1 0.33"
