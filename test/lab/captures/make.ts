/**
 * Makes the captures of this folder anew: `bun test/lab/captures/make.ts [NAME …]`. Three hosts in namespaces of a
 * user namespace of their own (nothing of the machine's network is touched), real servers, real clients,
 * dumpcap. Wants iproute2, util-linux and dumpcap.
 */
import { join } from "node:path";

const FOLDER = import.meta.dirname;
const BUN = process.execPath;
const HOSTS = ["mesin1", "mesin2", "mesin3"] as const;
type Host = (typeof HOSTS)[number];
const FIRST = "172.16.16.101";
const THIRD = "172.16.16.103";

interface Scene {
  /** The hosts where dumpcap runs: `NAME.pcapng` on the first, `NAME-HOST.pcapng` if there are several. */
  readonly captures: readonly Host[];
  readonly servers: readonly { readonly host: Host; readonly fault: string; readonly address: string }[];
  /** Host, address, when to connect, then `MILLISECONDS:BYTES`. */
  readonly clients: readonly (readonly [Host, string, ...string[]])[];
  /** dumpcap starts this many milliseconds after the clients. */
  readonly captureAfter?: number;
  /** The client's link is down between these. */
  readonly cut?: { readonly host: Host; readonly from: number; readonly to: number };
}

const on1 = (fault: string) => [{ host: "mesin1", fault, address: "0.0.0.0" }] as const;
const TIME = "TIME\\r\\n";
const QUIT = "QUIT\\r\\n";

const SCENES: Readonly<Record<string, Scene>> = {
  good: {
    captures: ["mesin1", "mesin2"],
    servers: on1("none"),
    clients: [
      ["mesin2", FIRST, "0", `200:${TIME}`, `300:TI`, `350:ME\\r\\n`, `450:TIME\\n`, `600:${QUIT}`],
      ["mesin3", FIRST, "100", `250:${TIME}`, `400:${TIME}${TIME}`, `500:${QUIT}`],
    ],
  },
  reset: {
    captures: ["mesin1"],
    servers: on1("reset"),
    clients: [["mesin2", FIRST, "0", `50:${TIME}`, `100:${QUIT}`]],
  },
  lost: {
    captures: ["mesin2"],
    servers: on1("none"),
    clients: [["mesin2", FIRST, "0", `50:${TIME}`, `300:${TIME}`, `1800:${QUIT}`]],
    cut: { host: "mesin2", from: 150, to: 700 },
  },
  "lf-only": {
    captures: ["mesin1"],
    servers: on1("lenient"),
    clients: [["mesin2", FIRST, "0", "50:TIME\\n", "100:QUIT\\n"]],
  },
  date: {
    captures: ["mesin1"],
    servers: on1("date"),
    clients: [["mesin2", FIRST, "0", `50:${TIME}`, `100:${QUIT}`]],
  },
  middle: {
    captures: ["mesin1"],
    servers: on1("none"),
    clients: [["mesin2", FIRST, "0", `700:${TIME}`, `800:${QUIT}`]],
    captureAfter: 100,
  },
  ipv6: {
    captures: ["mesin1"],
    servers: [{ host: "mesin1", fault: "none", address: "::" }],
    clients: [
      ["mesin2", "fd16::101", "0", `100:${TIME}`, `250:${QUIT}`],
      ["mesin3", "fd16::101", "50", `150:${TIME}`, `200:${QUIT}`],
    ],
  },
  "two-servers": {
    captures: ["mesin2"],
    servers: [...on1("none"), { host: "mesin3", fault: "none", address: "0.0.0.0" }],
    clients: [
      ["mesin2", FIRST, "0", `100:${TIME}`, `250:${QUIT}`],
      ["mesin2", THIRD, "50", `150:${TIME}`, `200:${QUIT}`],
    ],
  },
  "one-client": {
    captures: ["mesin1"],
    servers: on1("none"),
    clients: [["mesin2", FIRST, "0", `50:${TIME}`, `100:${QUIT}`]],
  },
  "one-host": {
    captures: ["mesin1"],
    servers: on1("none"),
    clients: [
      ["mesin2", FIRST, "0", `100:${TIME}`, `250:${QUIT}`],
      ["mesin2", FIRST, "50", `150:${TIME}`, `200:${QUIT}`],
    ],
  },
  "no-overlap": {
    captures: ["mesin1"],
    servers: on1("none"),
    clients: [
      ["mesin2", FIRST, "0", `50:${TIME}`, `100:${QUIT}`],
      ["mesin3", FIRST, "300", `350:${TIME}`, `400:${QUIT}`],
    ],
  },
  "one-by-one": {
    captures: ["mesin1"],
    servers: on1("one-by-one"),
    clients: [
      ["mesin2", FIRST, "0", `100:${TIME}`, `400:${QUIT}`],
      ["mesin3", FIRST, "50", `150:${TIME}`, `600:${QUIT}`],
    ],
  },
  chunks: {
    captures: ["mesin1"],
    servers: on1("chunks"),
    clients: [
      ["mesin2", FIRST, "0", `50:${TIME}`, "250:TI", "450:ME\\r\\n", `650:${TIME}${TIME}`, `850:${QUIT}`],
      ["mesin3", FIRST, "30", `80:${TIME}`, "250:TIME\\n", "450:TIME\\r", "650:TIME", "850:QUIT\\n"],
    ],
  },
  refused: { captures: ["mesin1"], servers: [], clients: [["mesin2", FIRST, "0"]] },
  "client-closes": {
    captures: ["mesin1"],
    servers: on1("none"),
    clients: [["mesin2", FIRST, "0", `50:${TIME}`, "100:."]],
  },
};

async function run(...command: readonly string[]): Promise<void> {
  const { exited } = Bun.spawn([...command], { stdout: "ignore", stderr: "inherit" });
  if ((await exited) !== 0) throw new Error(command.join(" "));
}

const inside = (host: string, ...command: readonly string[]) => ["ip", "netns", "exec", host, ...command];

async function plug(): Promise<void> {
  await run("mount", "-t", "tmpfs", "none", "/run");
  await run("ip", "link", "add", "switch", "type", "bridge");
  await run("ip", "link", "set", "switch", "up");
  for (const [index, host] of HOSTS.entries()) {
    await run("ip", "netns", "add", host);
    await run("ip", "link", "add", host, "type", "veth", "peer", "name", "eth0", "netns", host);
    await run("ip", "link", "set", host, "master", "switch", "up");
    await run("ip", "-n", host, "link", "set", "lo", "up");
    await run("ip", "-n", host, "addr", "add", `172.16.16.10${index + 1}/24`, "dev", "eth0");
    await run("ip", "-n", host, "addr", "add", `fd16::10${index + 1}/64`, "dev", "eth0", "nodad");
    await run("ip", "-n", host, "link", "set", "eth0", "up");
  }
}

/** Starts a program, and waits for the output that shows it is ready. */
async function start(command: readonly string[], word: string) {
  const child = Bun.spawn([...command], { stdout: "pipe", stderr: "pipe" });
  // The reader stays open, because a closed pipe ends a program that still writes to it.
  const reader = (word === "listening" ? child.stdout : child.stderr).getReader();
  const decoder = new TextDecoder();
  for (let output = ""; !output.includes(word); ) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`${command.join(" ")}: ${output}`);
    output += decoder.decode(value);
  }
  return child;
}

async function play(name: string, scene: Scene): Promise<void> {
  const children: Bun.Subprocess[] = [];
  for (const { host, fault, address } of scene.servers) {
    children.push(await start(inside(host, BUN, join(FOLDER, "server.ts"), fault, address), "listening"));
  }
  const capture = async () => {
    for (const host of scene.captures) {
      const file = join(FOLDER, `${name}${scene.captures.length > 1 ? `-${host}` : ""}.pcapng`);
      const filter = ["-f", "tcp port 45000"];
      children.push(await start(inside(host, "dumpcap", "-q", "-i", "eth0", ...filter, "-w", file), "File:"));
    }
    await Bun.sleep(200);
  };
  if (scene.captureAfter === undefined) await capture();
  const clients = scene.clients.map(([host, address, ...steps]) =>
    Bun.spawn(inside(host, BUN, join(FOLDER, "client.ts"), address, ...steps)),
  );
  if (scene.captureAfter !== undefined) {
    await Bun.sleep(scene.captureAfter);
    await capture();
  }
  if (scene.cut) {
    await Bun.sleep(scene.cut.from);
    await run("ip", "link", "set", scene.cut.host, "nomaster");
    await Bun.sleep(scene.cut.to - scene.cut.from);
    await run("ip", "link", "set", scene.cut.host, "master", "switch");
  }
  await Promise.all(clients.map(({ exited }) => exited));
  // The kernel delivers packets to dumpcap in blocks: those not delivered when it ends are lost.
  await Bun.sleep(1500);
  for (const child of children.toReversed()) child.kill("SIGINT");
  await Promise.all(children.map(({ exited }) => exited));
}

const [first, ...names] = process.argv.slice(2);
if (first === "--inside") {
  await plug();
  for (const [name, scene] of Object.entries(SCENES)) {
    if (names.length === 0 || names.includes(name)) await play(name, scene);
  }
} else {
  const chosen = first === undefined ? [] : [first, ...names];
  await run("unshare", "-Urnm", BUN, import.meta.path, "--inside", ...chosen);
}
