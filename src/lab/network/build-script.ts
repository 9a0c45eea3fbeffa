/** A layout → the shell script that builds it inside the daemon's own namespaces. Runs nothing. */
import { quote } from "../../text/shell-words.ts";
import { BRIDGE, type Layout } from "./layout.ts";
import { qdiscs } from "./link.ts";

/** The script prints this line when the lab is ready. */
export const READY = "ready";

/**
 * `ip netns` keeps its names in /run/netns. The lab gets a /run of its own for them, with everything else of /run
 * bound into it, so that the machine's /run is not touched and the names disappear with the lab.
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

/** Keeps router solicitations and neighbour reports out of the captures. A kernel without IPv6 has no such file. */
const NO_IPV6 =
  "for which in all default; do echo 1 >/proc/sys/net/ipv6/conf/$which/disable_ipv6; done 2>/dev/null || :";

/**
 * The command becomes the init of the process namespace: when it ends, every process in it ends. It inherits orphaned
 * processes, and ignores SIGCHLD so that they leave no zombies; a shell would be interrupted by the signal while it reads.
 */
const hold = (command: string) => `exec env --ignore-signal=CHLD ${command}`;

/** Ends with the process that started it, because that closes the input. */
export const TIED_SCRIPT = `echo ${READY}
${hold("cat")} >/dev/null`;

/** Runs on after one line of input; ends if the process that started it ends before that. */
const DETACHED_SCRIPT = `echo ${READY}
read -r order || exit 0
${hold("sleep infinity")} >/dev/null 2>&1`;

/** The hosts know each other by name, without a name server. */
function ownNames(hosts: Layout["hosts"]): string {
  const lines = ["127.0.0.1 localhost", ...hosts.map(({ name, address }) => `${address} ${name}`)];
  return `printf '%s\\n' ${lines.map(quote).join(" ")} >/run/jam-lab-hosts
if [ -f /etc/hosts ]; then mount --bind /run/jam-lab-hosts /etc/hosts; fi`;
}

/** `tied` to the process that started the lab, or `detached` from it. */
export type Lifetime = "tied" | "detached";

export function buildScript({ hosts, network }: Layout, lifetime: Lifetime): string {
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
${lifetime === "tied" ? TIED_SCRIPT : DETACHED_SCRIPT}`;
}
