/** An IPv6 address as text, in the form of RFC 5952. */

const MAPPED = 0xffff;

/**
 * @param groups its eight groups of 16 bits
 * @returns an IPv4-mapped address (RFC 4291, 2.5.5.2) as `::ffff:192.0.2.1`
 */
export function formatIpv6(groups: readonly number[]): string {
  const [sixth, seventh = 0, eighth = 0] = groups.slice(5);
  if (sixth === MAPPED && groups.slice(0, 5).every((group) => group === 0)) {
    return `::ffff:${[seventh >> 8, seventh & 0xff, eighth >> 8, eighth & 0xff].join(".")}`;
  }
  return shorten(groups.map((group) => group.toString(16)));
}

/** RFC 5952, 4.2: `::` replaces the longest run of two or more zero groups, the first of equals. */
function shorten(groups: readonly string[]): string {
  let [from, to] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === "0") end++;
    if (end - start > Math.max(1, to - from)) [from, to] = [start, end];
  }
  if (to === from) return groups.join(":");
  return `${groups.slice(0, from).join(":")}::${groups.slice(to).join(":")}`;
}
