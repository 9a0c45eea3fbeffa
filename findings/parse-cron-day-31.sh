#!/usr/bin/env bash
# parse-cron 0.1.4 for Ruby runs a job of the 31st on the first of the next month.
#
# Guess, before the run: `0 0 31 * *` is due in the seven months that have 31 days, and `0 0 29 2 *` in leap years.
# Seen: in a month that has no such day, the job is due on its first: 31 January is followed by 1 February, and 29 February 2028 is preceded by 1 February 2027.
# Closing a month then happens on the first day of a month that has just begun.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq ruby-parse-cron=0.1.4-1.1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export RUBYLIB=$PWD/usr/lib/ruby/vendor_ruby

cat > run.rb <<'CODE'
require 'parse-cron'

{ '0 0 28 * *' => 4, '0 0 31 * *' => 4, '0 0 29 2 *' => 3 }.each do |line, times|
  cron = CronParser.new(line)
  time = Time.utc(2026, 1, 5)
  due = Array.new(times) { (time = cron.next(time)).strftime('%F') }
  puts "#{line}: #{due.join(' ')}"
end
CODE

cat > expected <<'OUTPUT'
0 0 28 * *: 2026-01-28 2026-02-28 2026-03-28 2026-04-28
0 0 31 * *: 2026-01-31 2026-02-01 2026-03-31 2026-04-01
0 0 29 2 *: 2027-02-01 2028-02-29 2029-02-01
OUTPUT

timeout 30 env TZ=UTC ruby run.rb | tee seen
diff expected seen && echo "as found: parse-cron 0.1.4"
