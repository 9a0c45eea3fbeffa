/** The class that is measured: of 100, 40 from the gallery of wrong servers, 20 right, and 40 with natural mistakes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROGUES } from "../../src/check/rogues/gallery.ts";

const NATURAL = ["server.py", "server.js", "Server.java", "server.go", "server.c"] as const;
const GALLERY = join(import.meta.dirname, "gallery-server.ts");
const MISTAKES = 8;
/** Different ones: as many as a class of 100 has. */
const OF_GALLERY = 40;
/** Of five submissions. */
const SHARES = ["gallery", "natural", "right", "gallery", "natural"] as const;

export interface Made {
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

/** @param size as many of each kind as in a class of 100, in turn */
export async function makeClass(folder: string, size: number): Promise<readonly Made[]> {
  const counts = { gallery: 0, natural: 0, right: 0 };
  const made: Made[] = [];
  for (let index = 0; index < size; index++) {
    const kind = SHARES[index % SHARES.length] ?? "right";
    const number = counts[kind]++;
    const id = `502521${String(index).padStart(4, "0")}`;
    const one = { id, ...(await textOf(kind, number)) };
    mkdirSync(join(folder, id), { recursive: true });
    writeFileSync(join(folder, id, one.file), one.text);
    made.push(one);
  }
  return made;
}

async function textOf(kind: (typeof SHARES)[number], number: number): Promise<Omit<Made, "id">> {
  if (kind === "gallery") return { file: "server.mjs", text: await fromGallery(number) };
  const file = NATURAL[number % NATURAL.length] ?? "server.py";
  const mistake = kind === "right" ? 0 : 1 + (Math.floor(number / NATURAL.length) % MISTAKES);
  const text = readFileSync(join(import.meta.dirname, "natural", file), "utf8");
  return { file, text: text.replace(/(mistake = )0/i, `$1${mistake}`) };
}

/** Wrong ones, spread over the whole gallery. */
async function fromGallery(number: number): Promise<string> {
  const wrong = ROGUES.filter(({ kind, fails }) => kind === "changed" && fails.length > 0);
  const { id = "" } = wrong[Math.floor(((number % OF_GALLERY) * wrong.length) / OF_GALLERY)] ?? {};
  const built = await Bun.build({
    ...{ entrypoints: [GALLERY], target: "node", format: "esm" },
    define: { ROGUE: JSON.stringify(id) },
  });
  return `// ${id}\n${(await built.outputs[0]?.text()) ?? ""}`;
}
