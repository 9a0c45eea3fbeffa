/** The npm packages inside the executable, each with its licence, for /usr/share/doc. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Locked {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly peer?: boolean;
}

export function thirdParty(root: string): string {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const inside = Object.entries(packages).filter(
    ([path, { dev, optional, link, peer }]) =>
      path.startsWith("node_modules/") && path !== "node_modules/bun" && !(dev || optional || link || peer),
  );
  return inside.map(([path]) => entry(join(root, path))).join("\n\n");
}

function entry(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^licen[sc]e|^copying/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}
