/** A folder that a stranger filled: every file there by which the runtime would change settings or run a program. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Modules that jam imports, mapped to the program that leaves the marker. */
const PATHS = Object.fromEntries(
  ["leven", "pino", "smol-toml", "hdr-histogram-js", "preact", "preact/hooks"].map((name) => [
    name,
    ["./mark.ts"],
  ]),
);

export class Stranger {
  readonly folder: string;
  readonly #marker: string;

  constructor(folder: string) {
    this.folder = folder;
    this.#marker = join(folder, "marker");
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(this.#files())) writeFileSync(join(folder, name), text);
  }

  /** The command lines of what ran the stranger's program; empty for none. */
  get marks(): string {
    return existsSync(this.#marker) ? readFileSync(this.#marker, "utf8") : "";
  }

  forget(): void {
    rmSync(this.#marker, { force: true });
  }

  #files(): Readonly<Record<string, string>> {
    const mark = `appendFileSync(${JSON.stringify(this.#marker)}, process.argv.join(" ") + "\\n")`;
    const zone = "JAM_ZONE=Asia/Tokyo\n";
    return {
      "mark.ts": `require("node:fs").${mark};\n`,
      "bunfig.toml": 'preload = ["./mark.ts"]\n[define]\n"process.env.JAM_PORT" = "\'4712\'"\n',
      ".env": "JAM_PORT=4711\nJAM_PATTERN=stranger\nBUN_OPTIONS=--preload=./mark.ts\n",
      ".env.local": zone,
      ".env.production": zone,
      ".env.development": zone,
      "tsconfig.json": JSON.stringify({ compilerOptions: { baseUrl: ".", paths: PATHS } }),
      "package.json": JSON.stringify({
        name: "stranger",
        imports: { "#x": "./mark.ts" },
        browser: { leven: "./mark.ts", preact: "./mark.ts" },
      }),
    };
  }
}
