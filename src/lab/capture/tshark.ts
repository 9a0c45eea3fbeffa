/** The process tshark: how it is called, which fields it prints, and its output line by line, as bytes. */

/** In this order; `FrameLine` reads them by name. The payload is last, because it is long. */
export const FIELDS = [
  "frame.number",
  "frame.time_epoch",
  "frame.interface_id",
  "frame.cap_len",
  "frame.len",
  "ip.proto",
  "ip.src",
  "ip.dst",
  "ip.id",
  "ipv6.nxt",
  "ipv6.src",
  "ipv6.dst",
  "tcp.stream",
  "tcp.srcport",
  "tcp.dstport",
  "tcp.flags",
  "tcp.seq",
  "tcp.ack",
  "tcp.seq_raw",
  "tcp.ack_raw",
  "tcp.len",
  "tcp.window_size",
  "tcp.options.timestamp.tsval",
  "tcp.analysis.retransmission",
  "tcp.analysis.keep_alive",
  "tcp.payload",
] as const;
export type Field = (typeof FIELDS)[number];

/** Set explicitly, because a user's own preferences must not change the result. */
const PREFERENCES = [
  "tcp.relative_sequence_numbers:TRUE",
  "tcp.analyze_sequence_numbers:TRUE",
  "tcp.desegment_tcp_streams:FALSE",
  "tcp.try_heuristic_first:FALSE",
];

const LF = 0x0a;

/** No filter: one pass shows the port's packets, those of other ports, and how many frames there are at all. */
function argumentsFor(file: string, port: number): readonly string[] {
  return [
    ...["-n", "-r", file],
    ...["-d", `tcp.port==${port},data`],
    ...PREFERENCES.flatMap((preference) => ["-o", preference]),
    // A tunnel's packets have several of a field: the last is the innermost.
    ...["-T", "fields", "-E", "separator=/t", "-E", "occurrence=a"],
    ...FIELDS.flatMap((field) => ["-e", field]),
  ];
}

export interface TsharkEnd {
  readonly exitCode: number;
  /** What it printed to stderr. */
  readonly errors: string;
}

/** @param readLine gets each line as a range of a buffer, which is valid until it returns */
export async function runTshark(
  tshark: string,
  file: string,
  port: number,
  readLine: (bytes: Buffer, from: number, to: number) => void,
): Promise<TsharkEnd> {
  const run = Bun.spawn([tshark, ...argumentsFor(file, port)], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [errors] = await Promise.all([run.stderr.text(), readLines(run.stdout, readLine)]);
  return { exitCode: await run.exited, errors };
}

async function readLines(
  stream: ReadableStream<Uint8Array>,
  readLine: (bytes: Buffer, from: number, to: number) => void,
): Promise<void> {
  let unfinished: Buffer[] = [];
  for await (const { buffer, byteOffset, length } of stream) {
    const chunk = Buffer.from(buffer, byteOffset, length);
    let from = 0;
    let end = chunk.indexOf(LF);
    if (end >= 0 && unfinished.length > 0) {
      const line = Buffer.concat([...unfinished, chunk.subarray(0, end)]);
      unfinished = [];
      readLine(line, 0, line.length);
      from = end + 1;
      end = chunk.indexOf(LF, from);
    }
    while (end >= 0) {
      readLine(chunk, from, end);
      from = end + 1;
      end = chunk.indexOf(LF, from);
    }
    if (from < length) unfinished.push(chunk.subarray(from));
  }
}

/** tshark's error message, without its warning about root and without the file's name. */
export function reasonIn(errors: string, file: string): string {
  const lines = errors
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("Running as user"));
  return (lines[0] ?? "tshark prints no reason")
    .replace(/^tshark: /, "")
    .replace(/^The file ".*?" /, "it ")
    .replace(` "${file}"`, "")
    .replace(/\.$/, "");
}
