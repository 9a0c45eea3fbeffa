/** One TCP packet of a capture, as Wireshark's dissector reads it. Plain data. */

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface Packet {
  /** The frame's number in its capture, as Wireshark shows it. */
  readonly number: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly flags: {
    readonly syn: boolean;
    readonly ack: boolean;
    readonly fin: boolean;
    readonly rst: boolean;
    readonly psh: boolean;
  };
  /** Relative sequence and acknowledgement numbers, as Wireshark shows them. */
  readonly seq: number;
  readonly ack: number;
  /** Bytes of payload. */
  readonly length: number;
  /** The payload in hex, whole. */
  readonly payload: string;
  /** As Wireshark marks it: a retransmission of any kind, or out of order. */
  readonly isRetransmission: boolean;
  /** Wireshark's Info column. */
  readonly info: string;
}

/** A capture that was read: where it was made, and its TCP packets in the order of time. */
export interface Capture {
  /** The host's name, such as `mesin1`; the file's name if it is not known. */
  readonly host: string;
  readonly file: string;
  /** Time of the file's first frame of any kind, from which Wireshark counts; 0 if there is no packet of the port. */
  readonly beginsAt: number;
  readonly packets: readonly Packet[];
}
