/** How a hint calls jam, so that it can be typed as it stands: by name where PATH has it, else by the clone's file. */
import { join, relative } from "node:path";

const FILE = join(import.meta.dirname, "../../../bin/jam");

export function invokedName(): string {
  if (Bun.which("jam") !== null) return "jam";
  const near = relative(process.cwd(), FILE);
  return near.startsWith("..") ? FILE : near;
}
