/** Makes classes as they are handed in: folders, and archives by Python's own modules, hostile entries included. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ReadOptions, readClass } from "../../../src/grade/submissions/read-class.ts";

export const SERVER = "import socket\ns = socket.socket()\ns.bind(('', 45000))\ns.listen()\n";

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "jam-class-"));
}

/** By path: the text of a file, or `{ link }`. A path that ends with `/` is a folder. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>;

export function makeFolder(files: Files, folder = newFolder()): string {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(path.endsWith("/") ? place : dirname(place), { recursive: true });
    if (path.endsWith("/")) continue;
    if (typeof content === "string") writeFileSync(place, content);
    else symlinkSync(content.link, place);
  }
  return folder;
}

export interface Entry {
  readonly name: string;
  readonly text?: string;
  /** Zeros, instead of a text. */
  readonly zeros?: number;
  readonly link?: string;
  readonly hardLink?: string;
  readonly device?: boolean;
  readonly mode?: number;
  /** Of a ZIP: local time, such as `[2026, 11, 27, 22, 0, 0]`. */
  readonly time?: readonly number[];
}

const MAKER = String.raw`
import io, json, stat, sys, tarfile, zipfile
kind, path = sys.argv[1:]
entries = json.load(sys.stdin)
def content(entry):
    return b"\0" * entry["zeros"] if "zeros" in entry else entry.get("text", "").encode()
if kind == "zip":
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry["name"], tuple(entry.get("time", (2026, 11, 1, 8, 0, 0))))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            mode = entry.get("mode", 0o644) | (stat.S_IFLNK if "link" in entry else stat.S_IFREG)
            info.external_attr = mode << 16
            archive.writestr(info, entry["link"] if "link" in entry else content(entry))
else:
    with tarfile.open(path, "w:" + kind, format=tarfile.GNU_FORMAT) as archive:
        for entry in entries:
            info = tarfile.TarInfo(entry["name"])
            info.mode = entry.get("mode", 0o644)
            if entry["name"].endswith("/"): info.type = tarfile.DIRTYPE
            if "link" in entry: info.type, info.linkname = tarfile.SYMTYPE, entry["link"]
            if "hardLink" in entry: info.type, info.linkname = tarfile.LNKTYPE, entry["hardLink"]
            if "device" in entry: info.type = tarfile.CHRTYPE
            data = content(entry) if info.type == tarfile.REGTYPE else b""
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
`;

/** @param kind `zip`, or how a tar is compressed: ``, `gz`, `bz2`, `xz` */
export function makeArchive(path: string, kind: string, entries: readonly Entry[]): string {
  mkdirSync(dirname(path), { recursive: true });
  const { exitCode, stderr } = Bun.spawnSync(["python3", "-W", "ignore", "-c", MAKER, kind, path], {
    stdin: Buffer.from(JSON.stringify(entries)),
  });
  if (exitCode !== 0) throw new Error(stderr.toString());
  return path;
}

/** Into a fresh folder. */
export function read(path: string, options: Partial<ReadOptions> = {}) {
  return readClass(path, { into: newFolder(), ...options });
}
