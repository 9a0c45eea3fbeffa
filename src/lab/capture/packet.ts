/** One TCP packet of a capture, as Wireshark's dissector reads it. Plain data. */

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A packet as it was captured in one place: on one interface, on one side of a NAT, on one host. */
export interface Sighting {
  /** The name of the capture file, as reports show it. */
  readonly file: string;
  /** The frame's number in its file, as Wireshark shows it. */
  readonly number: number;
  /** Seconds since 1970 by the clock of its capture; 0 if the capture has no time stamps. */
  readonly time: number;
  /** Wireshark's number of the interface; 0 if the file names none. */
  readonly interface: number;
  /** The innermost addresses: those inside a tunnel. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/**
 * A packet that was sent once, with the sighting that reports name. If the session's own capture does not hold it,
 * its time is by that capture's clock nevertheless.
 */
export interface Packet extends Sighting {
  /** Its other sightings; also its own, if its time was changed to another clock's. */
  readonly others: readonly Sighting[];
  /** Wireshark's number of the TCP stream in its file. */
  readonly stream: number;
  readonly flags: Flags;
  /** Relative sequence and acknowledgement numbers, as Wireshark shows them in this file. */
  readonly seq: number;
  readonly ack: number;
  /** The numbers on the wire: the same in every file and on both sides of a NAT. */
  readonly seqRaw: number;
  readonly ackRaw: number;
  /** Bytes of payload that TCP carried. */
  readonly length: number;
  /** The captured bytes of the payload in hex: fewer than `length` if the packet was truncated. */
  readonly payload: string;
  /** Bytes of the frame that were captured. */
  readonly captured: number;
  /** Window size, scaled if the handshake was captured. */
  readonly window: number;
  /** The sender's TCP time stamp; 0 if there is none. */
  readonly timestamp: number;
  /** IP's identification; 0 if there is none. */
  readonly ipId: number;
  /** Its bytes, SYN or FIN had been sent before. */
  readonly isRetransmission: boolean;
  /** A keep-alive probe: its one byte, if any, belongs to no stream. */
  readonly isKeepAlive: boolean;
}

export interface Flags {
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly psh: boolean;
}

/** A server's port, other than the one that was asked for, to which TCP connections were captured. */
export interface OtherPort {
  readonly port: number;
  readonly packets: number;
  /** A line that begins with `TIME` or `JAM` was sent to or from it. */
  readonly isTimeServer: boolean;
}

/** A capture that was read: where it was made, and its TCP packets on the port in the order of the file. */
export interface Capture {
  /** The host's name, such as `mesin1`; the file's name if it is not known. */
  readonly host: string;
  /** The file's name, as reports show it. */
  readonly file: string;
  /** Time of the earliest frame of any kind, from which times count; 0 without frames or time stamps. */
  readonly beginsAt: number;
  /** Time of the latest frame of any kind. */
  readonly endsAt: number;
  readonly hasTimes: boolean;
  /** Why the file could not be read to its end; `undefined` if it is whole. */
  readonly damage: string | undefined;
  /** It was merged from several captures, as far as the file itself tells. */
  readonly isMerged: boolean;
  /** Frames of any kind. */
  readonly frames: number;
  /** Bytes at which frames were cut; `undefined` if none was. */
  readonly snapLength: number | undefined;
  /** TCP packets of which so little was captured that their ports, flags or numbers are missing. */
  readonly headersTruncated: number;
  /** Other servers' ports, the most probable time server first, a few at most. */
  readonly otherPorts: readonly OtherPort[];
  readonly packets: readonly Packet[];
}
