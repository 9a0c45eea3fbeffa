/** A segment, and where it is in its direction's stream. Plain data. */
import type { Segment } from "./session.ts";

export interface StreamSegment {
  readonly segment: Segment;
  /** Positions count from the first byte after the SYN. */
  readonly from: number;
  readonly to: number;
  /** One character a captured byte. */
  readonly bytes: string;
}
