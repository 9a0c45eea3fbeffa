/** A file compressed by gzip, bzip2 or xz → the file in it. Each format's CRCs are checked by its library. */
import { closeSync, createReadStream, openSync, readFileSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import bunzip from "seek-bzip";
import { XzReadableStream } from "xz-decompress";
import { writeAll } from "./write-all.ts";

export type Compression = "gzip" | "bzip2" | "xz";

const BLOCK_BYTES = 65_536;

/** @param count takes the bytes that are about to be written, and throws at a limit */
export async function decompress(
  kind: Compression,
  from: string,
  to: string,
  count: (bytes: number) => void,
): Promise<void> {
  const output = openSync(to, "wx");
  const write = (chunk: Uint8Array) => {
    count(chunk.length);
    writeAll(output, chunk);
  };
  try {
    if (statSync(from).size === 0) throw new Error("the file is empty");
    if (kind === "bzip2") decompressBzip2(readFileSync(from), write);
    else for await (const chunk of kind === "gzip" ? gunzip(from) : unxz(from)) write(chunk);
  } finally {
    closeSync(output);
  }
}

function gunzip(from: string): AsyncIterable<Uint8Array> {
  const input = createReadStream(from);
  const output = createGunzip();
  input.on("error", (error) => output.destroy(error));
  return input.pipe(output);
}

function unxz(from: string): AsyncIterable<Uint8Array> {
  const input = Readable.toWeb(createReadStream(from)) as unknown as ReadableStream<Uint8Array>;
  return Readable.fromWeb(new XzReadableStream(input) as never);
}

function decompressBzip2(input: Buffer, write: (chunk: Uint8Array) => void): void {
  const block = Buffer.alloc(BLOCK_BYTES);
  let used = 0;
  const flush = () => {
    write(block.subarray(0, used));
    used = 0;
  };
  const writeByte = (byte: number) => {
    block[used++] = byte;
    if (used === BLOCK_BYTES) flush();
  };
  bunzip.decode(input, { writeByte }, true);
  flush();
}
