/** A layout → the shell script that builds it, inside the namespaces that the holder has of its own. Runs nothing. */

import { quote } from "../../text/shell-words.ts";
import { BRIDGE, type Layout } from "./layout.ts";
import { qdiscs } from "./link.ts";

/** What the script says when the lab stands. */
export const READY = "stands";
/**
 * `ip netns` keeps its names in /run/netns. An own /run holds them, with everything else of /run bound into it:
 * the machine's own is not touched, and the names are gone with the lab.
 */
const OWN_RUN = `cd /run
mount -t tmpfs jam-lab /run
for entry in *; do
  case $entry in
    netns | '*') ;;
    *) if [ -d "$entry" ]; then mkdir -p "/run/$entry"; else : >"/run/$entry"; fi
      mount --rbind "$entry" "/run/$entry" ;;
  esac
done 2>/dev/null
cd /`;

/** Router solicitations and neighbour reports would stand in every capture. A kernel without IPv6 has no such file. */
const NO_IPV6 =
  "for which in all default; do echo 1 >/proc/sys/net/ipv6/conf/$which/disable_ipv6; done 2>/dev/null || :";

/**
 * Holds as the init of a process namespace: when it ends, so does all in it. Processes that lost their parent fall to
 * it, and go without a trace where it ignores their end; a shell would wake up at it, and stop reading.
 */
const hold = (command: string) => `exec env --ignore-signal=CHLD ${command}`;

/** Ends with its maker, whose end closes the input. */
export const TIED_SCRIPT = `echo ${READY}
${hold("cat")} >/dev/null`;

/** Stands from a word of its maker on; a maker that ends before that takes it along. */
const STANDING_SCRIPT = `echo ${READY}
read -r order || exit 0
${hold("sleep infinity")} >/dev/null 2>&1`;

/** The hosts know each other by name, and no name server is asked for their addresses. */
function ownNames(hosts: Layout["hosts"]): string {
  const lines = ["127.0.0.1 localhost", ...hosts.map(({ name, address }) => `${address} ${name}`)];
  return `printf '%s\\n' ${lines.map(quote).join(" ")} >/run/jam-lab-hosts
if [ -f /etc/hosts ]; then mount --bind /run/jam-lab-hosts /etc/hosts; fi`;
}

export type Life = "tied" | "standing";

export function buildScript({ hosts, network }: Layout, life: Life): string {
  const commands = [
    ["ip", "link", "set", "lo", "up"],
    ["ip", "link", "add", "name", BRIDGE, "type", "bridge", "forward_delay", "0", "mcast_snooping", "0"],
    ["ip", "link", "set", "dev", BRIDGE, "up"],
    ...hosts.flatMap(({ name, address, link }) => [
      ["ip", "netns", "add", name],
      ["ip", "netns", "exec", name, "sh", "-c", NO_IPV6],
      ["ip", "link", "add", "name", name, "type", "veth", "peer", "name", "eth0", "netns", name],
      ["ip", "link", "set", "dev", name, "master", BRIDGE, "up"],
      ["ip", "-n", name, "addr", "add", `${address}/${network.prefix}`, "dev", "eth0"],
      ["ip", "-n", name, "link", "set", "lo", "up"],
      ["ip", "-n", name, "link", "set", "eth0", "up"],
      ...qdiscs(link).flatMap((qdisc) => [
        ["tc", "-n", name, "qdisc", "add", "dev", "eth0", ...qdisc],
        ["tc", "qdisc", "add", "dev", name, ...qdisc],
      ]),
    ]),
  ];
  return `set -e
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
fail() { echo "in: $1" >&2; exit 1; }
${OWN_RUN}
mount -t proc proc /proc 2>/dev/null || :
${NO_IPV6}
${ownNames(hosts)}
${commands
  .map((words) => words.map(quote).join(" "))
  .map((command) => `${command} || fail ${quote(command)}`)
  .join("\n")}
${life === "tied" ? TIED_SCRIPT : STANDING_SCRIPT}`;
}
