/** What the netcats and telnets send of a pipe's bytes, and what they do when it ends. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { escapeBytes } from "../../../src/text/escape.ts";
import { runProgram } from "../support/run-program.ts";

export interface Tool {
  /** As a person types it, with HOST and PORT. */
  readonly command: string;
  readonly debianPackage: string;
}

export const TOOLS: readonly Tool[] = [
  { command: "nc.openbsd HOST PORT", debianPackage: "netcat-openbsd" },
  { command: "nc.openbsd -C HOST PORT", debianPackage: "netcat-openbsd" },
  { command: "nc.openbsd -N HOST PORT", debianPackage: "netcat-openbsd" },
  { command: "nc.traditional HOST PORT", debianPackage: "netcat-traditional" },
  { command: "nc.traditional -C HOST PORT", debianPackage: "netcat-traditional" },
  { command: "nc.traditional -q 0 HOST PORT", debianPackage: "netcat-traditional" },
  { command: "ncat HOST PORT", debianPackage: "ncat" },
  { command: "ncat -C HOST PORT", debianPackage: "ncat" },
  { command: "busybox nc HOST PORT", debianPackage: "busybox" },
  { command: "socat - TCP:HOST:PORT", debianPackage: "socat" },
  { command: "socat - TCP:HOST:PORT,crnl", debianPackage: "socat" },
  { command: "curl -sN telnet://HOST:PORT", debianPackage: "curl" },
  { command: "inetutils-telnet HOST PORT", debianPackage: "inetutils-telnet" },
  { command: "busybox telnet HOST PORT", debianPackage: "busybox" },
];

const REPLY = "JAM 10:20:30\r\n";
/** A reply comes this long after the connection, when the pipe has ended. */
const REPLY_MS = 1_000;
/** And this long after it the server closes. */
const CLOSE_MS = 1_500;

interface Piped {
  readonly sent: string;
  readonly sendsFin: boolean;
  readonly printsReply: boolean;
  /** Before the server closes. */
  readonly endsByItself: boolean;
}

/** `printf 'INPUT' | COMMAND`, against a server that takes its time. */
async function pipe({ command }: Tool, input: string): Promise<Piped> {
  const server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const words = command.replace("HOST", "127.0.0.1").replace("PORT", String(port)).split(" ");
  const child = Bun.spawn(words, { stdin: Buffer.from(input), stdout: "pipe", stderr: "ignore" });
  try {
    const [socket] = (await once(server, "connection")) as [Socket];
    let sent = "";
    let sendsFin = false;
    socket.on("data", (chunk) => {
      sent += chunk.toString("latin1");
    });
    socket.on("end", () => {
      sendsFin = true;
    });
    socket.on("error", () => {});
    await Bun.sleep(REPLY_MS);
    socket.write(REPLY);
    await Bun.sleep(CLOSE_MS);
    const before = { sent, sendsFin, endsByItself: child.exitCode !== null };
    socket.end();
    const printed = await child.stdout.text();
    return { ...before, printsReply: printed.includes("JAM 10:20:30") };
  } finally {
    child.kill("SIGKILL");
    await child.exited;
    server.close();
  }
}

/** Of the Debian packages, installed or to be installed. */
export async function versionsOf(tools: readonly Tool[]): Promise<string> {
  const packages = [...new Set(tools.map(({ debianPackage }) => debianPackage))];
  const { stdout } = await runProgram(["apt-cache", "policy", ...packages]);
  const versions = [...stdout.matchAll(/^(\S+):\n {2}Installed: (\S+)\n {2}Candidate: (\S+)/gm)];
  return versions
    .map(([, name, installed, candidate]) => `${name} ${installed === "(none)" ? candidate : installed}`)
    .join(", ");
}

/** A row's cells, in `yes` and `no` of the page's language. */
export async function rowOf(tool: Tool, yes: string, no: string): Promise<string> {
  const [bare, whole] = await Promise.all([pipe(tool, "TIME\n"), pipe(tool, "TIME\r\n")]);
  const shown = (text: string) => (text === "" ? "–" : `\`${escapeBytes(text)}\``);
  const facts = [whole.sendsFin, whole.printsReply, whole.endsByItself].map((is) => (is ? yes : no));
  return `| \`${tool.command}\` | ${[shown(bare.sent), shown(whole.sent), ...facts].join(" | ")} |`;
}
