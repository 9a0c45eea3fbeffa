/** Zone files made for tests, byte by byte after RFC 9636. */

interface Content {
  readonly version?: 1 | 2 | 3 | 4;
  readonly transitions?: readonly (readonly [at: number, type: number])[];
  readonly types: readonly (readonly [offset: number, abbreviation: string])[];
  readonly leaps?: readonly (readonly [at: number, correction: number])[];
  readonly footer?: string;
}

export function tzif(content: Content): Uint8Array {
  const { version = 2, footer = "" } = content;
  if (version === 1) return block(content, 4, 0);
  const digit = 0x30 + version;
  const empty: Content = { types: [[0, "UTC"]] }; // readers skip it
  return Buffer.concat([block(empty, 4, digit), block(content, 8, digit), Buffer.from(`\n${footer}\n`)]);
}

function block({ transitions = [], types, leaps = [] }: Content, timeBytes: 4 | 8, version: number): Buffer {
  const names = types.map(([, name]) => `${name}\0`);
  const header = Buffer.alloc(44);
  header.write("TZif");
  header[4] = version;
  const counts = [0, 0, leaps.length, transitions.length, types.length, names.join("").length];
  for (const [index, count] of counts.entries()) header.writeUInt32BE(count, 20 + index * 4);
  const time = (at: number) => {
    const bytes = Buffer.alloc(timeBytes);
    if (timeBytes === 4) bytes.writeInt32BE(at);
    else bytes.writeBigInt64BE(BigInt(at));
    return bytes;
  };
  const int32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  return Buffer.concat([
    header,
    ...transitions.map(([at]) => time(at)),
    Buffer.from(transitions.map(([, type]) => type)),
    ...types.flatMap(([offset], index) => [
      int32(offset),
      Buffer.from([0, names.slice(0, index).join("").length]),
    ]),
    Buffer.from(names.join(""), "latin1"),
    ...leaps.flatMap(([at, correction]) => [time(at), int32(correction)]),
  ]);
}
