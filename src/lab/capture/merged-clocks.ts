/** A file that was merged from several captures has their packets under one interface: which clock each has, is not in it. Pure. */
import type { Capture } from "./packet.ts";
import type { Session } from "./session.ts";

/** Higher than the numbers of real interfaces. */
const FIRST_OF_CLIENTS = 1_000_000;

/**
 * In a merged file, sessions of different clients may have been captured on different hosts, unless packets in it were
 * seen twice: then the times themselves show how far the clocks are apart. Otherwise each client gets its own clock.
 */
export function withOwnClocks(
  sessions: readonly Session[],
  captures: readonly Pick<Capture, "file" | "isMerged">[],
): readonly Session[] {
  const merged = new Set(captures.flatMap(({ file, isMerged }) => (isMerged ? [file] : [])));
  if (merged.size === 0) return sessions;
  for (const { file, packets } of sessions) {
    if (merged.has(file) && packets.some(({ others }) => others.length > 0)) merged.delete(file);
  }
  const clients = new Map<string, number>();
  return sessions.map((session) => {
    const { file, client, packets } = session;
    if (!merged.has(file)) return session;
    const clock = clients.get(client.address) ?? FIRST_OF_CLIENTS + clients.size;
    clients.set(client.address, clock);
    return { ...session, packets: packets.map((packet) => ({ ...packet, interface: clock })) };
  });
}

/** Whether a file that begins with these bytes was written by mergecap: pcapng names its writer in its first block. */
export function isByMergecap(head: Buffer): boolean {
  const [SECTION, TYPE_AND_LENGTH] = [0x0a0d_0d0a, 8];
  if (head.length < TYPE_AND_LENGTH + 4 || head.readUInt32LE(0) !== SECTION) return false;
  const isLittle = head.readUInt32LE(TYPE_AND_LENGTH) === 0x1a2b_3c4d;
  const length = isLittle ? head.readUInt32LE(4) : head.readUInt32BE(4);
  return head.subarray(0, length).includes("Mergecap");
}
