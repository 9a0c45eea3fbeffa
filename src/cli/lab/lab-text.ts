/** A lab as text and as JSON. */
import { formatNetwork } from "../../lab/network/layout.ts";
import { formatLink } from "../../lab/network/link.ts";
import type { LabState } from "../../lab/network/state.ts";

export function formatLab({ layout, daemon, since }: LabState): string {
  const column = Math.max(...layout.hosts.map(({ name }) => name.length)) + 2;
  const rows = layout.hosts.map(({ name, address, link }, index) =>
    [name.padEnd(column), address.padEnd(17), index === 0 ? "server  " : "client  ", formatLink(link)]
      .join("")
      .trimEnd(),
  );
  const who = daemon.isRootless ? "without root" : "as root";
  return [
    ...rows,
    `network ${formatNetwork(layout.network)}, process ${daemon.pid}, ${who}, since ${since}`,
  ].join("\n");
}

/** Raised when a member of the JSON is renamed. */
const SCHEMA = 1;

/** The value of `--json`. */
export function labReport(state: LabState | undefined) {
  if (state === undefined) return { schema: SCHEMA, isUp: false };
  const { daemon, since, layout } = state;
  return {
    schema: SCHEMA,
    isUp: true,
    since,
    daemon: { pid: daemon.pid, isRootless: daemon.isRootless },
    network: formatNetwork(layout.network),
    hosts: layout.hosts.map(({ name, address, link }, index) => ({
      name,
      address,
      role: index === 0 ? "server" : "client",
      link: {
        delayMs: link.delayMs ?? null,
        lossPercent: link.lossPercent ?? null,
        bitsPerSecond: link.bitsPerSecond ?? null,
      },
    })),
  };
}
