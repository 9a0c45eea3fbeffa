// Installs what the lock file names; does nothing if node_modules already holds it.
// Plain JavaScript for Node, because it runs before anything is installed.
// Arguments go to `npm ci`; --omit=dev leaves out what only development and the PDF need.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const npmArguments = process.argv.slice(2);

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(new URL(lockFile, new URL("../", import.meta.url)), "utf8")).packages;
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
}

function isInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json");
  const withoutDev = npmArguments.includes("--omit=dev");
  return Object.entries(packagesOf("package-lock.json"))
    .filter(([path, entry]) => path !== "" && !entry.optional && !(withoutDev && entry.dev))
    .every(([path, entry]) => installed[path]?.version === entry.version);
}

if (!isInstalled()) {
  const { status } = spawnSync(
    "npm",
    ["ci", "--no-audit", "--no-fund", "--no-update-notifier", ...npmArguments],
    {
      cwd: root,
      stdio: ["ignore", process.stderr, "inherit"],
    },
  );
  process.exitCode = status ?? 1;
}
