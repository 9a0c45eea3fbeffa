/** nginx's stream module. It sends the time on connect, without a request: comparable in the churn row only. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Peer, Start } from "./peer.ts";

/** Where Debian installs the module, relative to the program; other systems compile it in. */
function loadModule(): string {
  const program = Bun.which("nginx");
  if (program === null) return "";
  const module = join(dirname(program), "../lib/nginx/modules/ngx_stream_module.so");
  return existsSync(module) ? `load_module ${module};` : "";
}

function writeConfiguration({ port, threads, folder }: Start): string {
  const values: Readonly<Record<string, string>> = {
    MASTER: threads === "one" ? "off" : "on",
    WORKERS: threads === "one" ? "1" : threads === "default" ? "auto" : String(threads),
    FOLDER: folder,
    LOAD_MODULE: loadModule(),
    PORT: String(port),
  };
  const template = readFileSync(new URL("nginx.conf", import.meta.url), "utf8");
  const file = join(folder, "nginx.conf");
  writeFileSync(
    file,
    template.replace(/@([A-Z_]+)@/g, (place, name: string) => values[name] ?? place),
  );
  return file;
}

export const nginx: Peer = {
  name: "nginx",
  title: "nginx stream",
  role: "shown",
  request: "",
  linesPerReply: 1,
  needs: { nginx: "libnginx-mod-stream" },
  version: ["nginx", "-v"],
  skips: ({ churn }) => !churn,
  command: (start) => ({
    argv: ["nginx", "-c", writeConfiguration(start), "-e", "stderr", "-p", start.folder],
  }),
};
