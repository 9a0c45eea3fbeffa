#!/usr/bin/env bash
# ice_cube 0.16.4 for Ruby ignores BYSETPOS: the last working day of each month becomes every working day.
#
# Guess, before the run: an error, if it does not know BYSETPOS: RFC 5545 section 3.3.10 has BYSETPOS choose one of the days.
# Seen: the part is dropped without a word (BYWEEKNO is an error), and the rule that is written out again has no BYSETPOS.
# A monthly deadline from a calendar program falls due each working day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq ruby-ice-cube=0.16.4-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export RUBYLIB=$PWD/usr/share/rubygems-integration/all/gems/ice_cube-0.16.4/lib

cat > run.rb <<'CODE'
require 'date'
require 'ice_cube'

['BYDAY=-1FR', 'BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'BYWEEKNO=53'].each do |part|
  rule = IceCube::Rule.from_ical("FREQ=MONTHLY;#{part};COUNT=4")
  schedule = IceCube::Schedule.new(Time.utc(2026, 1, 1, 12)) { |s| s.add_recurrence_rule rule }
  puts "#{part}: #{schedule.first(4).map { |time| time.to_time.strftime('%m-%d') }.join(' ')}", rule.to_ical
rescue ArgumentError => error
  puts "#{part}: #{error.message}"
end
CODE

cat > expected <<'OUTPUT'
BYDAY=-1FR: 01-30 02-27 03-27 04-24
FREQ=MONTHLY;COUNT=4;BYDAY=-1FR
BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1: 01-01 01-02 01-05 01-06
FREQ=MONTHLY;COUNT=4;BYDAY=MO,TU,WE,TH,FR
BYWEEKNO=53: Invalid rule validation type: BYWEEKNO
OUTPUT

timeout 30 env TZ=UTC ruby -W0 run.rb | tee seen
diff expected seen && echo "as found: ice_cube 0.16.4"
