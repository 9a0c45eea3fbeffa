/** How a hint calls jam, so that it can be typed as it stands: by name where PATH has it, else by the clone's file. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../../bin/jam", import.meta.url));

export function calledJam(): string {
  if (Bun.which("jam") !== null) return "jam";
  const near = relative(process.cwd(), FILE);
  return near.startsWith("..") ? FILE : near;
}
