/** Facts made by hand, for pictures and pages: sessions written line by line, without a capture. */
import type { CaptureFacts, Point, RequestReply, Segment, Session } from "../../../src/lab/capture/facts.ts";
import { POINTS } from "../../../src/lab/capture/facts.ts";
import type { Packet } from "../../../src/lab/capture/packet.ts";
import { textOfHex } from "../../../src/lab/report/payload-lines.ts";
import type { RunRecord } from "../../../src/lab/run/run-folder.ts";

/** Seconds since 1970 at which the sample capture begins. */
export const BEGIN = 1_795_351_432;
const SERVER = { address: "172.16.16.101", port: 45000 };

/** The sender, the flags and the text: `["c", "psh", "TIME\r\n"]`. */
export type Line = readonly ["c" | "s", string, string?];

export const GOOD: readonly Line[] = [
  ["c", "syn"],
  ["s", "syn ack"],
  ["c", "ack"],
  ["c", "psh ack", "TIME\r\n"],
  ["s", "ack"],
  ["s", "psh ack", "JAM 07:08:09\r\n"],
  ["c", "ack"],
  ["c", "psh ack", "QUIT\r\n"],
  ["s", "fin ack"],
  ["c", "fin ack"],
  ["s", "ack"],
];

export interface SampleSession {
  readonly id: string;
  readonly host?: string;
  readonly address?: string;
  readonly port?: number;
  readonly beginsAt?: number;
  readonly step?: number;
  readonly lines?: readonly Line[];
}

export function sampleSession(sample: SampleSession): Session {
  const { id, port = 51234, beginsAt = 0.5, step = 0.010203, lines = GOOD } = sample;
  const client = { address: sample.address ?? "172.16.16.102", port };
  const counts = { c: 0, s: 0 };
  const packets = lines.map(([from, flags, text = ""], index): Packet => {
    const hex = Buffer.from(text, "latin1").toString("hex");
    const has = (flag: string) => flags.split(" ").includes(flag);
    const [source, destination] = from === "c" ? [client, SERVER] : [SERVER, client];
    const [seq, ack] = from === "c" ? [counts.c, counts.s] : [counts.s, counts.c];
    counts[from] += text.length + (has("syn") || has("fin") ? 1 : 0);
    return {
      number: 101 + index,
      time: BEGIN + beginsAt + index * step,
      source,
      destination,
      flags: { syn: has("syn"), ack: has("ack"), fin: has("fin"), rst: has("rst"), psh: has("psh") },
      ...{ seq, ack, length: text.length, payload: hex },
      isRetransmission: has("again"),
      ...{
        file: "mesin1.pcapng",
        interface: 0,
        stream: 0,
        others: [],
        ipId: 0,
        timestamp: 1,
        window: 64_240,
      },
      ...{ seqRaw: seq, ackRaw: ack, captured: 66 + text.length, isKeepAlive: false },
    };
  });
  const segments = packets
    .filter(({ length }) => length > 0)
    .map(
      (packet): Segment => ({
        packet: packet.number,
        ...{ file: packet.file, gapBefore: 0, truncated: 0 },
        at: packet.time - BEGIN,
        from: packet.source === client ? "client" : "server",
        hex: packet.payload,
        text: textOfHex(packet.payload),
      }),
    );
  return {
    ...{ file: "mesin1.pcapng", files: ["mesin1.pcapng"], clientAt: [client], serverAt: [SERVER] },
    ...{ serverKnownBy: "handshake", unasked: [], unseen: [] },
    ...{ id, capture: "mesin1", client, clientHost: sample.host, server: SERVER, packets },
    ...{ beginsAt, endsAt: beginsAt + step * (lines.length - 1) },
    ...{ hasHandshake: true, wasRefused: false, segments, end: "server-fin", retransmissions: 0 },
    requests: requestsIn(segments),
  };
}

/** The reply to each request is the server's next segment. */
function requestsIn(segments: readonly Segment[]): readonly RequestReply[] {
  return segments.flatMap((segment, index): readonly RequestReply[] => {
    if (segment.from === "server") return [];
    const next = segments[index + 1];
    const reply = next?.from === "server" ? next : undefined;
    const kind = segment.text.startsWith("QUIT") ? "quit" : "time";
    return [
      {
        ...{
          request: segment.text,
          requestHex: segment.hex,
          kind,
          segments: [segment.packet],
          sharesSegment: false,
        },
        ...{ reply: reply?.text, replyHex: reply?.hex, replyPacket: reply?.packet },
        ...{ isRight: reply !== undefined, replyMs: reply && (reply.at - segment.at) * 1000 },
        ...{ requestUnseen: undefined, replyUnseen: undefined, hasArrived: true, isEarly: false },
        ...{
          requestFile: segment.file,
          requestedAt: segment.at,
          replyFile: reply?.file,
          repliedAt: reply?.at,
        },
        clockDifference: 0,
        clockZone: 420,
      },
    ];
  });
}

export function sampleFacts(sessions: readonly Session[], unproven: readonly Point[] = []): CaptureFacts {
  const overlaps = sessions.slice(1).map((session, index) => ({
    ...{ first: sessions[index]?.id ?? "", second: session.id, bothServed: true, file: "mesin1.pcapng" },
    ...{ from: session.beginsAt, to: sessions[index]?.endsAt ?? session.endsAt },
  }));
  return {
    schema: 2,
    port: 45000,
    captures: [
      {
        host: "mesin1",
        file: "mesin1.pcapng",
        packets: 22,
        beginsAt: BEGIN,
        hasTimes: true,
        damage: undefined,
      },
    ],
    servers: [SERVER],
    clients: [...new Set(sessions.map(({ client }) => client.address))],
    sessions,
    overlaps,
    ...{ notes: [], clocks: [], pairs: { open: overlaps.length, served: overlaps.length, isExact: true } },
    mostAtOnce: { sessions: Math.min(2, sessions.length), at: 0.6 },
    points: POINTS.map((point) => {
      const isProven = !unproven.includes(point);
      const none = { kind: "no-sessions", session: undefined, detail: undefined, others: 0 } as const;
      return {
        ...{ point, isProven, state: isProven ? "proven" : "not-proven", remarks: [], unseen: [] },
        evidence: isProven ? sessions.map(({ id }) => id) : [],
        failures: isProven ? [] : [none],
      };
    }),
  };
}

export const TWO_SESSIONS = [
  sampleSession({ id: "S1", host: "mesin2", port: 51234 }),
  sampleSession({ id: "S2", host: "mesin3", address: "172.16.16.103", port: 40404, beginsAt: 0.531 }),
];

export function sampleRun(output: string, command = "nc 172.16.16.101 45000"): RunRecord {
  const terminal = (host: string, startedAt: number) => ({
    ...{ host, command, startedAt, endedAt: startedAt + 1, exitCode: 0 },
    output: [{ at: startedAt + 0.25, text: output }],
  });
  return {
    schema: 1,
    startedAt: "2026-11-22T12:43:52.700Z",
    hosts: [101, 102, 103].map((last, index) => ({
      name: `mesin${index + 1}`,
      address: `172.16.16.${last}`,
    })),
    server: { host: "mesin1", ...SERVER, command: ["python3", "server_thread.py"] },
    captures: [{ host: "mesin1", file: "mesin1.pcapng" }],
    experiments: [
      {
        id: "connect",
        clause: "1.a",
        terminals: [terminal("mesin2", BEGIN + 0.4), terminal("mesin3", BEGIN + 0.4)],
      },
    ],
    machine: { kernel: "6.1.0", tools: { nc: "OpenBSD netcat (Debian patchlevel 1.219-1)" } },
  };
}

/** Must always stay text: markup of every kind, control characters, and bidirectional overrides. */
export const HOSTILE =
  '<script>alert(1)</script> #import "x.typ" $x$ *b* `c` [l](javascript:x) |cell| & \u0000\u001b[31mred\u202eltr \\';
