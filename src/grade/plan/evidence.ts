/** Shows whether a source opens a TCP port, by itself or with all that it uses. */
import type { Signs } from "./rules/rule.ts";
import { type At, placeOf, type Source } from "./sources/source.ts";

export interface Evidence {
  readonly opens: At | undefined;
  readonly binds: At | undefined;
  readonly listens: At | undefined;
  readonly connects: At | undefined;
  readonly udp: At | undefined;
  readonly http: At | undefined;
}

export function evidenceOf(source: Source, signs: Signs): Evidence {
  const isUsable = signs.needs?.test(source.plain) !== false;
  const at = (sign: RegExp) => firstAt(source, sign, signs.importLine);
  return {
    opens: isUsable ? at(signs.opens) : undefined,
    binds: isUsable ? at(signs.binds) : undefined,
    // A module may be given what it calls this of.
    listens: at(signs.listens),
    connects: isUsable ? at(signs.connects) : undefined,
    udp: at(signs.udp),
    http: at(signs.http),
  };
}

/** @param all its own first */
export function together(all: readonly Evidence[]): Evidence {
  const first = (name: keyof Evidence) => all.find((each) => each[name] !== undefined)?.[name];
  return {
    ...{ opens: first("opens"), binds: first("binds"), listens: first("listens") },
    ...{ connects: first("connects"), udp: first("udp"), http: first("http") },
  };
}

/** Where a TCP port is opened; undefined if it is not. */
export function serverAt({ opens, binds, listens }: Evidence): At | undefined {
  return opens ?? (listens === undefined ? undefined : binds);
}

function firstAt(source: Source, sign: RegExp, importLine: RegExp): At | undefined {
  const lines = source.code.split("\n");
  let index = 0;
  for (const line of lines) {
    const found = importLine.test(line) ? -1 : line.search(sign);
    if (found >= 0) return placeOf(source, index + found);
    index += line.length + 1;
  }
  return undefined;
}
