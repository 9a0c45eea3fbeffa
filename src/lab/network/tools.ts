/** The programs that the lab needs: their paths, and the Debian packages that contain them. */
import { MissingTool } from "./missing-tool.ts";

const TOOLS = {
  unshare: "util-linux",
  nsenter: "util-linux",
  mount: "mount",
  ip: "iproute2",
  tc: "iproute2",
  nc: "netcat-openbsd",
  xxd: "xxd",
  dumpcap: "wireshark-common",
  tshark: "tshark",
} as const;
export type Tool = keyof typeof TOOLS;

export const TOOLS_OF_LAB = ["unshare", "nsenter", "mount", "ip", "tc"] as const satisfies readonly Tool[];
export const TOOLS_OF_RUN = [...TOOLS_OF_LAB, "nc", "xxd", "dumpcap", "tshark"] as const;

/** On Debian only root has these in PATH. */
const SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin";

/** @throws {MissingTool} */
export function toolPath(tool: Tool): string {
  const path = Bun.which(tool) ?? Bun.which(tool, { PATH: SYSTEM_FOLDERS });
  if (path !== null) return path;
  throw new MissingTool(tool, TOOLS[tool]);
}

/** @throws {MissingTool} for the first missing one */
export function requireTools(tools: readonly Tool[]): void {
  for (const tool of tools) toolPath(tool);
}

/** The first line that each prints about its version, for the record of a run. */
export async function toolVersions(): Promise<Readonly<Record<string, string>>> {
  const flags = { ip: "-V", nc: "-h", dumpcap: "--version", tshark: "--version" } as const;
  const rows = await Promise.all(
    Object.entries(flags).map(async ([tool, flag]) => {
      const run = Bun.spawn([toolPath(tool as Tool), flag], {
        stdin: "ignore",
        stdout: "pipe",
        stderr: "pipe",
      });
      const [stdout, stderr] = await Promise.all([run.stdout.text(), run.stderr.text()]);
      const first = `${stdout}\n${stderr}`
        .split("\n")
        .find((line) => line !== "" && !line.startsWith("Running as"));
      return [tool, first ?? ""] as const;
    }),
  );
  return Object.fromEntries(rows);
}
