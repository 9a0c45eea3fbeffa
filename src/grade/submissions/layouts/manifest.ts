/** A CSV manifest, `id,name,path[,command][,port][,submitted]`: the instructor says what was handed in by which student. */
import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { ClassError } from "../faults.ts";
import type { HandIn, Part } from "../hand-in.ts";
import { asId } from "../ids.ts";
import { visible } from "../names.ts";
import { type Row, readTable } from "../table.ts";

const COLUMNS = ["id", "name", "path", "command", "port", "submitted"] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ["id", "path"];

export function isManifest(file: string): boolean {
  const names = headerOf(readTable(file)[0]);
  return NEEDED.every((column) => names.includes(column));
}

export function manifestHandIns(file: string): readonly HandIn[] {
  const [header, ...rows] = readTable(file);
  const names = headerOf(header);
  const unknown = names.find((name) => !COLUMNS.some((column) => column === name));
  if (unknown !== undefined) {
    throw new ClassError(
      `${file}:1: unknown column ${visible(unknown)}; the columns are ${COLUMNS.join(", ")}`,
    );
  }
  for (const column of NEEDED)
    if (!names.includes(column))
      throw new ClassError(`${file}:1: no column ${column}; it must begin with id,name,path`);
  return rows.map((row) => handInOf(file, row, (column) => row.cells[names.indexOf(column)] || undefined));
}

function headerOf(row: Row | undefined): readonly string[] {
  return row?.cells.map((cell) => cell.toLowerCase()) ?? [];
}

function handInOf(file: string, { line, cells }: Row, cell: (column: Column) => string | undefined): HandIn {
  const fail = (message: string) => new ClassError(`${file}:${line}: ${message}`);
  const [id, path, name, command] = [cell("id"), cell("path"), cell("name"), cell("command")];
  if (id === undefined || path === undefined) throw fail("a row needs an id and a path");
  if (cells.length > COLUMNS.length)
    throw fail("more cells than columns; put quotes around a cell with a comma");
  const port = portOf(cell("port"), fail);
  return {
    ...{ id: asId(id), label: id, email: undefined, attempt: undefined, earlier: [], fault: undefined },
    ...{ name: name === undefined ? undefined : visible(name), person: name ?? "", source: visible(path) },
    submittedAt: dateOf(cell("submitted"), fail),
    parts: [partOf(file, path, fail)],
    asked: {
      ...(command === undefined ? {} : { command: wordsOf(command, fail) }),
      ...(port === undefined ? {} : { port }),
    },
  };
}

type Fail = (message: string) => ClassError;

/** In or below the manifest's folder, links followed. */
function partOf(file: string, path: string, fail: Fail): Part {
  const folder = realpathSync(dirname(resolve(file)));
  const place = resolve(dirname(file), path);
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (stats === undefined) throw fail(`${visible(path)} does not exist`);
  const below = relative(folder, realpathSync(place));
  if (below === "" || below === ".." || below.startsWith("../"))
    throw fail(`${visible(path)} is not below the manifest's folder; move the manifest or the submission`);
  const real = lstatSync(realpathSync(place));
  if (!real.isDirectory() && !real.isFile()) throw fail(`${visible(path)} is neither a folder nor a file`);
  return { path: Buffer.from(realpathSync(place)), isFolder: real.isDirectory(), as: basename(place) };
}

function portOf(text: string | undefined, fail: Fail): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw fail(`the port must be a number from 1 to 65535, not ${visible(text)}`);
}

function dateOf(text: string | undefined, fail: Fail): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) && !Number.isNaN(date.getTime())) return date;
  throw fail(`submitted must be a time such as 2026-11-28T23:59:00+07:00, not ${visible(text)}`);
}

/** As a shell would split it; `'` and `"` keep spaces, nothing else is special. */
function wordsOf(command: string, fail: Fail): readonly string[] {
  if (!/^(?:[^"']|"[^"]*"|'[^']*')*$/.test(command))
    throw fail(`the command has a quote without its end: ${visible(command)}`);
  const words = command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}
