/** Connections of all captures → groups that are one connection: the same sequence numbers on the wire, at several places. Pure. */
import { type Connection, distance, isSameEnd } from "./connection.ts";
import { beginTogether, isWithin } from "./round-trip.ts";

/** Bytes between the end of one file's part of a connection and the beginning of the next file's. */
const MOST_BETWEEN = 1 << 20;
/** Without a handshake, the first data packets of a connection identify it. */
const FIRST_DATA = 3;

/** Of the connections with a key, the last ones are compared: hand-made captures give all the same numbers. */
const MOST_CANDIDATES = 256;

type Group = Connection[];

/** Groups in the order of their first connections, each in the order given. */
export function groupSame(connections: readonly Connection[]): readonly (readonly Connection[])[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group[]>();
  const areAllWhole = connections.every(isWhole);
  const isMany =
    new Set(connections.map(({ capture }) => capture)).size > 1 || connections.some(isBeforeLast);
  for (const connection of connections) {
    const keys = areAllWhole ? handshakeKeys(connection, isMany) : allKeys(connection, isMany);
    const group = groupOf(connection, keys, byKey) ?? [];
    if (group.length === 0) groups.push(group);
    group.push(connection);
    for (const key of keys) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [group]);
      else if (known.at(-1) !== group) known.push(group);
    }
  }
  return groups;
}

/** It stands after the last connection in the file, and began before it: the file's parts may be in the wrong order. */
function isBeforeLast({ packets }: Connection, index: number, all: readonly Connection[]): boolean {
  const before = all[index - 1]?.packets[0]?.time;
  return before !== undefined && packets.some(({ time }) => time < before);
}

function groupOf(
  connection: Connection,
  keys: readonly string[],
  byKey: ReadonlyMap<string, readonly Group[]>,
): Group | undefined {
  for (const key of keys) {
    const known = byKey.get(key) ?? [];
    const first = Math.max(0, known.length - MOST_CANDIDATES);
    for (let index = known.length - 1; index >= first; index -= 1) {
      const group = known[index];
      if (group?.some((other) => isSame(connection, other))) return group;
    }
  }
  return undefined;
}

const isWhole = ({ clientIsn, serverIsn }: Connection) => clientIsn !== undefined && serverIsn !== undefined;

/** With its addresses, as other hosts see it, and without, as the other side of a NAT does. */
function handshakeKeys(connection: Connection, isMany: boolean): string[] {
  const { clientIsn, serverIsn } = connection;
  const key = `${clientIsn} ${serverIsn}`;
  return isMany ? [`${key} ${endsKey(connection)}`, key] : [key];
}

const endsKey = ({ client, server }: Connection) =>
  `${client.address} ${client.port} ${server.address} ${server.port}`;

function allKeys(connection: Connection, isMany: boolean): readonly string[] {
  const keys = isWhole(connection) ? handshakeKeys(connection, isMany) : [];
  if (isMany) keys.push(endsKey(connection));
  // A file that was begun later begins anywhere in another's connection.
  let left = isMany ? Number.POSITIVE_INFINITY : FIRST_DATA;
  for (const { length, seqRaw, ackRaw } of connection.packets) {
    if (left === 0) break;
    if (length < 2) continue;
    keys.push(`${seqRaw}+${length} ${ackRaw}`);
    left -= 1;
  }
  return keys;
}

function isSame(a: Connection, b: Connection): boolean {
  const areWhole = isWhole(a) && isWhole(b);
  if (areWhole && (a.clientIsn !== b.clientIsn || a.serverIsn !== b.serverIsn)) return false;
  const isSameClient = isSameEnd(a.client, b.client);
  const isSameServer = isSameEnd(a.server, b.server);
  if (isSameClient && isSameServer) return areWhole || areNear(a, b);
  // Before and after a NAT, one side keeps its address.
  if (!isSameClient && !isSameServer) return false;
  if (a.capture === b.capture && !beginTogether(a, b)) return false;
  if (!saySame(a, b)) return false;
  const isOneClock = a.capture === b.capture;
  return isOneClock ? isWithin(a, b) || isWithin(b, a) : a.client.port === b.client.port;
}

/**
 * The numbers of both directions go on where the other part ends: the parts of one connection in two files, or in one
 * file whose parts are in the wrong order.
 */
function areNear(a: Connection, b: Connection): boolean {
  if (a.capture === b.capture && !areSwapped(a, b)) return false;
  const isNear = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined || Math.abs(distance(one, other)) <= MOST_BETWEEN;
  const [first, second] = [edgesOf(a), edgesOf(b)];
  const isOrdered = (x: typeof first, y: typeof first) =>
    isNear(x.lastOfClient, y.firstOfClient) && isNear(x.lastOfServer, y.firstOfServer);
  return isOrdered(first, second) || isOrdered(second, first);
}

/** The one that begins later in the file began earlier. A port that is used again is not such a case. */
function areSwapped(a: Connection, b: Connection): boolean {
  const isFirst = (a.packets[0]?.number ?? 0) < (b.packets[0]?.number ?? 0);
  return isFirst ? beganAt(b) < beganAt(a) : beganAt(a) < beganAt(b);
}

const beganAt = ({ packets }: Connection) =>
  packets.reduce((least, { time }) => Math.min(least, time), Number.POSITIVE_INFINITY);

/** The first and last number of each direction that a part shows, by its own packets or by acknowledgements. */
function edgesOf({ packets, client }: Connection) {
  const ofClient: number[] = [];
  const ofServer: number[] = [];
  for (const { source, seqRaw, ackRaw, flags } of [...packets.slice(0, 4), ...packets.slice(-4)]) {
    if (flags.rst) continue;
    const isClients = isSameEnd(source, client);
    (isClients ? ofClient : ofServer).push(seqRaw);
    if (flags.ack) (isClients ? ofServer : ofClient).push(ackRaw);
  }
  return {
    ...{ firstOfClient: ofClient[0], lastOfClient: ofClient.at(-1) },
    ...{ firstOfServer: ofServer[0], lastOfServer: ofServer.at(-1) },
  };
}

/** The first data that both hold is the same. */
function saySame(a: Connection, b: Connection): boolean {
  const first = new Map<number, string>();
  for (const { length, seqRaw, payload } of a.packets) if (length > 0) first.set(seqRaw, payload);
  for (const { length, seqRaw, payload } of b.packets) {
    const other = length > 0 ? first.get(seqRaw) : undefined;
    if (other !== undefined) return other.startsWith(payload) || payload.startsWith(other);
  }
  return true;
}
