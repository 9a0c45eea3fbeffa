/** Captures written by hand → sessions, and what tests compare of them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Session } from "../../src/lab/capture/facts.ts";
import { readCapture } from "../../src/lab/capture/read-capture.ts";
import { sessionsOf } from "../../src/lab/capture/sessions.ts";
import { CAPTURES, HOSTS } from "./crafted.ts";
import { type WrittenPacket, writePcap } from "./pcap-file.ts";

/** A folder whose files go when the process ends. */
const folder = mkdtempSync(join(tmpdir(), "jam-written-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export const elsewhere = (name: string) => join(CAPTURES, "elsewhere", name);

let files = 0;
export const file = (name = `${++files}.pcap`) => join(folder, name);
export const written = (packets: readonly WrittenPacket[], snapLength?: number) =>
  writePcap(file(), packets, snapLength);

export async function sessionsIn(...paths: readonly string[]): Promise<readonly Session[]> {
  const captures = await Promise.all(paths.map((path) => readCapture({ file: path, port: 45_000 })));
  return sessionsOf(captures, 45_000, HOSTS);
}

export const kindsOf = ({ unseen }: Session) => unseen.map(({ kind }) => kind);
export const requestsOf = ({ requests }: Session) => requests.map(({ request, reply }) => [request, reply]);
export const WHOLE = [
  ["TIME\\r\\n", "JAM 12:00:00\\r\\n"],
  ["QUIT\\r\\n", undefined],
];
/** The same conversation somewhere else, some seconds later. */
export const seenAt = (
  packets: readonly WrittenPacket[],
  after: number,
  ends: Readonly<Record<string, string>> = {},
) =>
  packets.map((packet) => ({
    ...packet,
    at: packet.at + after,
    from: ends[packet.from] ?? packet.from,
    to: ends[packet.to] ?? packet.to,
  }));
export const byTime = (packets: readonly WrittenPacket[]) => packets.toSorted((a, b) => a.at - b.at);
