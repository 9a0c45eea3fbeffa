/** The command with which a job begins: namespaces of its own, the assignment's addresses, a bounded scratch folder. */
import { quote } from "../../text/shell-words.ts";
import type { Sandbox } from "./sandbox.ts";

/** The machines of the assignment: a server may bind the address of the one it is written for. */
const LAST_ADDRESS = "172.16.16.103";
const ADDRESSES = ["172.16.16.101", "172.16.16.102", LAST_ADDRESS];
/** Of root's jobs: no login has these, and Debian gives none of them to a package by itself. */
const FIRST_USER = 64_000;
const INODES = 50_000;

export interface Job {
  readonly slot: number;
  /** An empty folder. */
  readonly scratch: string;
  /** Room for everything that the submission and its build write. */
  readonly scratchMib: number;
  /** On which the server is to listen: no outgoing connection is given it. */
  readonly port: number;
}

/** Undefined for a sandbox made by an ordinary user, in which there is no other. */
export function userOf({ privilege }: Sandbox, slot: number): number | undefined {
  return privilege === "user" ? undefined : FIRST_USER + slot;
}

/** @param inside the command that runs in it; when it ends, every process of the job ends */
export function jobCommand(sandbox: Sandbox, job: Job, inside: readonly string[]): readonly string[] {
  const asUser = sandbox.privilege === "user" ? ["--user", "--map-root-user"] : [];
  return [
    ...[
      sandbox.tools.unshare,
      ...asUser,
      "--net",
      "--ipc",
      "--mount",
      "--pid",
      "--fork",
      "--kill-child",
      "--mount-proc",
    ],
    ...["/bin/sh", "-c", script(sandbox, job), "jam-grade"],
    ...inside,
  ];
}

/** The shell stays: as the first process of the namespace it reaps what has lost its parent. */
function script(sandbox: Sandbox, { slot, scratch, scratchMib, port }: Job): string {
  const { ip, mount, unshare, nsenter } = sandbox.tools;
  const owner = userOf(sandbox, slot);
  const options = [
    ...[`size=${scratchMib}m`, `nr_inodes=${INODES}`, "mode=0700", "nosuid", "nodev"],
    ...(owner === undefined ? [] : [`uid=${owner}`, `gid=${owner}`]),
  ];
  return `set -e
${quote(mount)} -t tmpfs -o ${options.join(",")} jam-grade ${quote(scratch)}
network=${quote(networkScript(ip, port))}
if why=$(eval "$network" 2>&1); then
  set +e
  "$@"
  exit $?
fi
# Without CAP_NET_ADMIN, as in many containers: a network that belongs to a user namespace of ours can be set up there.
${quote(unshare)} --user --map-root-user --net /bin/sh -c "$network; exec sleep infinity" 2>/dev/null &
until grep -qs ${LAST_ADDRESS} /proc/$!/net/fib_trie; do
  kill -0 $! 2>/dev/null || { echo "$why" >&2; exit 1; }
  sleep 0.01
done
set +e
${quote(nsenter)} --net=/proc/$!/ns/net "$@"
exit $?`;
}

function networkScript(ip: string, port: number): string {
  const commands = ["link set lo up", ...ADDRESSES.map((address) => `addr add ${address}/32 dev lo`)];
  return `set -e
echo ${port} 2>/dev/null >/proc/sys/net/ipv4/ip_local_reserved_ports || :
printf '%s\\n' ${commands.map(quote).join(" ")} | ${quote(ip)} -batch -`;
}
